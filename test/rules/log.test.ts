import { describe, expect, test } from '@jest/globals'
import { logger } from '../../src/log'

const written = (write: (log: ReturnType<typeof logger>) => void): string => {
  const lines: string[] = []
  write(logger({ level: 'info', stream: { write: (line: string) => void lines.push(line) } }))
  return lines.join('')
}

describe('the log', () => {
  test('holds no address, name, cookie or token, wherever it stands', () => {
    const line = written((log) => {
      log.info(
        {
          request: 'r-1',
          user: { name: 'Sentinel' },
          headers: { cookie: 'payload-token=Sentinel', Authorization: 'JWT Sentinel', 'set-cookie': ['Sentinel'] },
          rows: [{ contactPhone: 'Sentinel', fen: 120_000 }],
          at: '/account/verify?token=Sentinel0123456789abcdef',
        },
        'mail to sentinel@example.cn and 13800138000 failed',
      )
      log.error(new Error('no such account: sentinel@example.cn'))
    })
    expect(line).not.toMatch(/sentinel|13800138000/i)
    expect(line).toContain('"fen":120000')
    expect(line).toContain('"request":"r-1"')
    expect(line).toContain('no such account: [hidden]')
  })
})
