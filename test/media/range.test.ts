import { expect, test } from '@jest/globals'
import { parseRange } from '../../media/index'

test.each([
  ['bytes=0-4', { start: 0, end: 4 }],
  ['bytes=5-', { start: 5, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-30', { start: 0, end: 9 }],
  ['bytes=0-999', { start: 0, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-2', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['lines=1-2', 'whole'],
  ['', 'whole'],
])('of ten bytes, "%s" means what the RFC says', (header, meant) => {
  expect(parseRange(header, 10)).toEqual(meant)
})

test('no header means the whole file, and an empty file has no range', () => {
  expect(parseRange(undefined, 10)).toBe('whole')
  expect(parseRange('bytes=0-0', 0)).toBe('unsatisfiable')
})
