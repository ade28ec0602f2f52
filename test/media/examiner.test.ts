import { afterAll, expect, test } from '@jest/globals'
import { access } from 'node:fs/promises'
import { openExaminer } from '../../media/index'
import { exhaustingPdf, pdfBytes } from './pdf-bytes'
import { fileWith, picture, refusalOf, tempFolder, tools } from './support'

const folder = tempFolder()
const examiner = openExaminer(tools)
afterAll(() => {
  examiner.close()
})

test('a file that its reader dies of is refused, leaves no copy, and the next one is read', async () => {
  const bomb = await fileWith(folder, 'bomb.pdf', exhaustingPdf())
  const to = `${folder}/copy`
  const copying = examiner.copyBlind({ from: bomb, kind: 'pdf', to, words: [] })
  expect(await refusalOf(copying)).toMatchObject({ code: 'file_unreadable' })
  await expect(access(to)).rejects.toMatchObject({ code: 'ENOENT' })
  const sane = await fileWith(folder, 'sane.pdf', pdfBytes({}))
  expect(await examiner.examine(sane, { name: '稿.pdf' })).toMatchObject({
    kind: 'pdf',
    facts: { pages: 1, label: { state: 'none' } },
  })
})

test('what is wrong with a file is told as its reader found it', async () => {
  const cut = await fileWith(folder, 'cut.pdf', pdfBytes({}).subarray(0, 200))
  expect(await refusalOf(examiner.examine(cut))).toMatchObject({ code: 'pdf_broken' })
  const page = await fileWith(folder, 'page.png', Buffer.from('<html><script>1</script>'))
  expect(await refusalOf(examiner.examine(page, { name: 'page.png' }))).toMatchObject({
    code: 'file_kind_not_allowed',
    params: { found: 'text/html' },
  })
})

test('a reader that comes to no end is ended, with whatever it runs', async () => {
  const hasty = openExaminer(tools, { seconds: 0.001 })
  const large = await fileWith(folder, 'large.png', await picture(3000, 2000).png({ compressionLevel: 0 }).toBuffer())
  expect(await refusalOf(hasty.examine(large))).toMatchObject({ code: 'file_unreadable' })
  hasty.close()
})
