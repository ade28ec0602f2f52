import type { Config } from '../config'

/**
 * What a game may do: run its own files, and nothing else. `sandbox` without `allow-same-origin` gives every page an
 * origin that is nobody's, so that even this host's own storage is out of reach; `'self'` means this host all the same.
 * Inline scripts, `eval` and WebAssembly are how games are built, and gain nothing here.
 */
const policy = (frames: readonly string[]): string =>
  [
    'sandbox allow-scripts',
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
    "connect-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames.join(' ')}`,
  ].join('; ')

const FORBIDDEN = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone'],
  ...['midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
]

/**
 * The headers of everything that this origin says.
 * @param released whether others than our own pages may show it
 */
export const headersOf = ({ serverOrigins, gamesFrames }: Config, released: boolean): Record<string, string> => ({
  'content-security-policy': policy(released ? [...serverOrigins, ...gamesFrames] : serverOrigins),
  'permissions-policy': FORBIDDEN.map((feature) => `${feature}=()`).join(', '),
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'referrer-policy': 'no-referrer',
  // A page whose origin is nobody's gets its own modules and fonts as a stranger does.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})
