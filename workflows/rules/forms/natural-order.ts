/** 第2页 comes before 第10页: numbers in names count as numbers (ECMA-402 `numeric`, order of the Chinese locale). */
const natural = new Intl.Collator('zh-CN', { numeric: true })

/** The same list with the pictures in it in the natural order of their names; what is no picture keeps its place. */
export function picturesInOrder<T extends { readonly mime: string }>(
  files: readonly T[],
  name: (file: T) => string,
): T[] {
  const isPicture = ({ mime }: T) => mime.startsWith('image/')
  const sorted = files.filter(isPicture).sort((a, b) => natural.compare(name(a), name(b)))
  return files.map((file) => (isPicture(file) ? (sorted.shift() ?? file) : file))
}
