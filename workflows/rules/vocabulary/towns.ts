/**
 * The 13 towns and streets that the district runs itself. The six others of its area are run by the city's high-tech
 * zone and are outside the programme. Names as in the district's own lists; they are data and may change with time.
 */
export const towns = [
  { code: 'yangjiaping', zh: '杨家坪街道', en: 'Yangjiaping Subdistrict' },
  { code: 'huangjueping', zh: '黄桷坪街道', en: 'Huangjueping Subdistrict' },
  { code: 'xiejiawan', zh: '谢家湾街道', en: 'Xiejiawan Subdistrict' },
  { code: 'shipingqiao', zh: '石坪桥街道', en: 'Shipingqiao Subdistrict' },
  { code: 'shiqiaopu', zh: '石桥铺街道', en: 'Shiqiaopu Subdistrict' },
  { code: 'zhongliangshan', zh: '中梁山街道', en: 'Zhongliangshan Subdistrict' },
  { code: 'yuzhoulu', zh: '渝州路街道', en: 'Yuzhoulu Subdistrict' },
  { code: 'erlang', zh: '二郎街道', en: 'Erlang Subdistrict' },
  { code: 'jiulong', zh: '九龙街道', en: 'Jiulong Subdistrict' },
  { code: 'huayan', zh: '华岩镇', en: 'Huayan Town' },
  { code: 'taojia', zh: '陶家镇', en: 'Taojia Town' },
  { code: 'xipeng', zh: '西彭镇', en: 'Xipeng Town' },
  { code: 'tongguanyi', zh: '铜罐驿镇', en: 'Tongguanyi Town' },
] as const

export type Town = (typeof towns)[number]['code']
export const townCodes: readonly Town[] = towns.map((town) => town.code)
