import { describe, expect, test } from '@jest/globals'
import { disciplines, formatRules, formats, isStaff, roles, staffRoles, towns } from '../../workflows/rules/vocabulary'

describe('the vocabularies', () => {
  test('the district runs 13 towns and streets, none of them of the high-tech zone', () => {
    expect(towns).toHaveLength(13)
    expect(new Set(towns.map((town) => town.code)).size).toBe(13)
    const names: string[] = towns.map((town) => town.zh)
    expect(['含谷镇', '金凤镇', '白市驿镇', '走马镇', '石板镇', '巴福镇'].some((zh) => names.includes(zh))).toBe(false)
  })

  test('the standard has 62 disciplines of the first level', () => {
    expect(disciplines).toHaveLength(62)
    expect(new Set(disciplines.map((one) => one.code)).size).toBe(62)
  })

  test('every format has rules that some work can meet', () => {
    for (const format of formats) {
      const rule = formatRules[format]
      expect(rule.accept.length).toBeGreaterThan(0)
      expect(rule.maxFiles).toBeGreaterThanOrEqual(rule.minFiles)
      expect(rule.minFiles > 0 || rule.hasBody).toBe(true)
    }
  })

  test('creators and experts are no staff, everybody else is', () => {
    expect(roles.filter((role) => !isStaff([role]))).toEqual(['creator', 'reviewer'])
    expect(isStaff(['creator', 'finance'])).toBe(true)
    expect(isStaff([])).toBe(false)
    expect(staffRoles).toHaveLength(9)
  })
})
