import type { Issue } from '../../workflows/engine'

/** Fewest characters of a password, by code point. */
export const passwordLength = 10
const longest = 200

/** Common passwords of ten characters and more; shorter ones are refused by their length. */
const common: ReadonlySet<string> = new Set([
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'a1234567890',
  'abc1234567',
  'abc123456789',
  'abcd123456',
  'abcdefghij',
  'administrator',
  'asdfghjkl;',
  'changeme123',
  'football123',
  'iloveyou123',
  'jiulongpo123',
  'kepu123456',
  'p@ssw0rd123',
  'passw0rd123',
  'password12',
  'password123',
  'password1234',
  'q1w2e3r4t5',
  'qazwsxedcr',
  'qq123456789',
  'qwerty1234',
  'qwerty12345',
  'qwertyuiop',
  'welcome123',
  'woaini1314',
  'woaini520520',
  'zxcvbnm123',
])

/**
 * What is wrong with a password, in codes for its field: too short or long, only digits, common (one character repeated
 * counts too), or the e-mail address or the part before its @.
 */
export function passwordIssues(password: string, email: string, field = 'password'): Issue[] {
  const signs = Array.from(password)
  const plain = password.trim().toLowerCase()
  const mail = email.toLowerCase()
  const found: (Issue | false)[] = [
    signs.length < passwordLength && { field, code: 'password_short', params: { min: passwordLength } },
    signs.length > longest && { field, code: 'too_long', params: { max: longest, count: signs.length } },
    /^\p{Nd}+$/u.test(password) && { field, code: 'password_digits' },
    (plain === mail || plain === mail.split('@')[0]) && { field, code: 'password_is_email' },
    signs.length >= passwordLength &&
      (common.has(plain) || new Set(signs).size === 1) && { field, code: 'password_common' },
  ]
  return found.filter((one) => one !== false)
}
