import { describe, expect, test } from '@jest/globals'
import { bundled, run } from '../support/process'

describe('on a machine in another zone', () => {
  test('people are told the same instants, and deadlines fall on the same one', async () => {
    const script = bundled('test/support/zone-probe.ts')
    const inZone = async (TZ: string) => {
      const probe = run(script, [], { TZ })
      const offset = await probe.line(/^\S+ -?\d+$/)
      const told = await probe.line(/^told /)
      probe.child.kill()
      return { offset: offset.split(' ')[1], told }
    }
    const home = await inZone('Asia/Shanghai')
    expect(home.told).toContain('2026-04-10T16:00:00.000Z')
    expect(home.told).toContain('24:00')
    const offsets = new Set([home.offset])
    for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC']) {
      const away = await inZone(zone)
      offsets.add(away.offset)
      expect({ zone, told: away.told }).toEqual({ zone, told: home.told })
    }
    expect(offsets.size).toBe(5)
  })
})
