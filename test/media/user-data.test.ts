import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NO_TOOLS, blindCopy } from '../../media/index'
import type { Kind } from '../../media/index'
import { fillMessages } from '../../media/blind/user-data'
import { ffmpeg, needs, tempFolder, tools } from './support'

const folder = tempFolder()

describe('trap 37: free text beside the picture', () => {
  /** Type and size of each message, read as H.264 §7.3.2.3.1 writes them; the end must fall on the last byte. */
  function messagesOf(body: Buffer): [type: number, size: number][] {
    const found: [number, number][] = []
    let at = 0
    while (at < body.length - 1) {
      const type = body.readUInt8(at++)
      let size = 0
      for (; body[at] === 0xff; at++) size += 255
      size += body.readUInt8(at++)
      found.push([type, size])
      at += size
    }
    expect([at, body[at]]).toEqual([body.length - 1, 0x80])
    return found
  }

  test('becomes filler of the same length, whatever that is', () => {
    for (let size = 16; size < 1100; size++) {
      const sizes = [...Array.from({ length: Math.floor(size / 255) }, () => 255), size % 255]
      const unit = Buffer.concat([Buffer.from([6, 5, ...sizes]), Buffer.alloc(size, 'PLANTED'), Buffer.from([0x80])])
      const length = unit.length
      expect(fillMessages(unit, 1)).toBe(true)
      expect([unit.length, unit[0], unit.includes('PLANTED')]).toEqual([length, 6, false])
      expect(unit.includes(Buffer.from([0, 0]))).toBe(false)
      expect([size, messagesOf(unit.subarray(1)).every(([type]) => type === 3)]).toEqual([size, true])
      expect(fillMessages(unit, 1)).toBe(false)
    }
  })

  test('is found behind guarded zeros, and what players need stays', () => {
    // A payload of five zeros, guarded, and then a text.
    const guarded = [6, 1, 5, 0, 0, 3, 0, 0, 3, 0, 5, 16, ...Buffer.from('PLANTEDPLANTED!!'), 0x80]
    expect(fillMessages(Buffer.from(guarded), 1)).toBe(true)
    const needed = Buffer.from([6, 1, 3, 9, 9, 9, 6, 1, 0xc4, 0x80])
    expect(fillMessages(needed, 1)).toBe(false)
    expect(needed).toEqual(Buffer.from([6, 1, 3, 9, 9, 9, 6, 1, 0xc4, 0x80]))
  })

  const SOURCE = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=1', '-pix_fmt', 'yuv420p']
  const named = 'h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+WhoFilmedPLANTED'
  const ends: Partial<Record<Kind, string>> = { quicktime: 'mov' }
  const picturesIn = (path: string) =>
    execFileSync(tools.ffmpeg ?? '', ['-v', 'error', '-i', path, '-f', 'framemd5', '-']).toString()

  needs('ffmpeg', 'test/media/user-data')('in films of encoders', () => {
    test.each<[string, Kind, string[], string]>([
      ['H.264 in MP4', 'mp4', ['-c:v', 'libx264', '-bsf:v', named], 'WhoFilmedPLANTED'],
      ['H.264 in MOV', 'quicktime', ['-c:v', 'libx264', '-bsf:v', named], 'WhoFilmedPLANTED'],
      ['settings of x264', 'mp4', ['-c:v', 'libx264'], 'x264 - core'],
      [
        'settings of x265, in the parameters',
        'mp4',
        ['-c:v', 'libx265', '-x265-params', 'log-level=none'],
        'x265 (build',
      ],
    ])('%s: nothing of it is left, and every picture is the same', async (name, kind, args, planted) => {
      const [from, to] = [
        join(folder, `${name}.${ends[kind] ?? kind}`),
        join(folder, `${name}-blind.${ends[kind] ?? kind}`),
      ]
      ffmpeg(...SOURCE, ...args, from)
      expect((await readFile(from)).includes(planted)).toBe(true)
      expect(await blindCopy(from, kind, NO_TOOLS, to)).toEqual({ ok: true, kind })
      expect((await readFile(to)).includes(planted)).toBe(false)
      expect(picturesIn(to)).toBe(picturesIn(from))
    })
  })
})
