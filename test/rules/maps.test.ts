import { describe, expect, test } from '@jest/globals'
import { approvalNumbersIn, creditWithMaps, lacksApproval, mapsSchema, publicMaps } from '../../workflows/rules/maps'

const codes = (given: object) =>
  mapsSchema
    .safeParse(given)
    .error?.issues.map(({ path, code, message }) => `${path.join('.')} ${code === 'custom' ? message : code}`) ?? []

describe('row 56: what is declared about the maps of a work', () => {
  test('approval numbers are found as they stand on maps, and kept in one form', () => {
    expect(approvalNumbersIn('审图号：GS（2023）2767号')).toEqual(['GS(2023)2767号'])
    expect(approvalNumbersIn('GS (2024) 0650、 审图号:gs京〔2022〕1061 号\n京S【2022】034号，')).toEqual([
      'GS(2024)0650号',
      'GS京(2022)1061号',
      '京S(2022)034号',
    ])
    expect(
      mapsSchema.parse({ shown: 'yes', numbers: ['JS(2011)01-118号；国审字(2003)第128号', 'JS（2011）01-118'] }),
    ).toEqual({
      shown: 'yes',
      numbers: ['JS(2011)01-118号', '国审字(2003)第128号'],
    })
  })

  test('what is no approval number is refused, and so is what does not go together', () => {
    for (const wrong of [
      '2767',
      'GS2767号',
      'GS(23)2767号',
      '正在送审',
      '甲测资字11111342',
      'GS(2023)号',
      '(2023)2767号',
    ])
      expect([wrong, codes({ shown: 'yes', numbers: [wrong] })]).toEqual([wrong, ['numbers not_an_approval_number']])
    expect(codes({})).toEqual(['shown invalid_value'])
    expect(codes({ shown: 'maybe', numbers: 'GS(2023)2767号' })).toEqual([
      'shown invalid_value',
      'numbers invalid_type',
    ])
    expect(codes({ shown: 'no', numbers: ['GS(2023)2767号'], exemption: '街区图' })).toEqual([
      'numbers only_with_a_map',
      'exemption only_with_a_map',
    ])
    const many = Array.from({ length: 21 }, (_, n) => `GS(2023)${String(n + 1)}号`).join('、')
    expect(codes({ shown: 'yes', numbers: [many] })).toEqual(['numbers too_many'])
    expect(codes({ shown: 'yes', exemption: '字'.repeat(201) })).toEqual(['exemption too_long'])
  })

  test('what says nothing is left out, and a map lacks its approval until somebody says by what it may be shown', () => {
    expect(mapsSchema.parse({ shown: 'no', numbers: ['', ' '], exemption: ' ' })).toEqual({ shown: 'no' })
    expect(lacksApproval({ shown: 'no' })).toBe(false)
    expect(lacksApproval({ shown: 'yes' })).toBe(true)
    expect(lacksApproval({ shown: 'yes', numbers: ['GS(2023)2767号'] })).toBe(false)
    expect(lacksApproval({ shown: 'yes', exemption: '街区图' })).toBe(false)
  })

  test('everybody is told the numbers, in the credit line too; of a work without maps nothing', () => {
    const maps = { shown: 'yes', numbers: ['GS(2023)2767号', '京S(2022)034号'], exemption: '第二页是街区图' } as const
    const [told, bare] = [{ ...maps, numbers: [...maps.numbers] }, { shown: 'yes', exemption: '街区图' } as const]
    expect(publicMaps(told)).toEqual({ numbers: maps.numbers, exemption: '第二页是街区图' })
    expect([publicMaps({ shown: 'no' }), publicMaps(null)]).toEqual([undefined, undefined])
    expect(creditWithMaps('图文：甲', told)).toBe('图文：甲；审图号：GS(2023)2767号、京S(2022)034号')
    expect([null, { shown: 'no' } as const, bare].map((one) => creditWithMaps('图文：甲', one))).toEqual(
      Array(3).fill('图文：甲'),
    )
  })
})
