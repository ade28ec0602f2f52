import { expect, test } from '@jest/globals'
import { ownLabel } from '../../../workflows/release/own-label'
import type { ReleasedFile } from '../../../workflows/release/types'

test('what any file says of itself is told, the stronger first; what its maker declared is told elsewhere', () => {
  const of = (...labels: ReleasedFile['aiLabel'][]) =>
    ownLabel({ files: labels.map((aiLabel) => ({ aiLabel }) as ReleasedFile) })
  expect([of(), of('none', 'declared'), of('none', 'suspected'), of('suspected', 'found')]).toEqual([
    ...[null, null, 'suspected', 'found'],
  ])
})
