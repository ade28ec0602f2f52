/**
 * Kills this process where a crash test asks for it (`TEST_CRASH_AT`), so that nothing gets a chance to tidy up.
 * The configuration refuses the variable wherever it refuses a test clock.
 */
export function faultPoint(name: string): void {
  if (process.env.TEST_CRASH_AT === name) process.kill(process.pid, 'SIGKILL')
}
