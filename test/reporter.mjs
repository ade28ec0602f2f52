import { writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from '../bin/lib/files.mjs'
import { nameOf } from './name-of.mjs'

/**
 * Prints one line per test file, with its seconds, and failures in full. Under test/run.mjs it prints to file
 * descriptor 3, apart from whatever the tested programs say, names the stage (KEPU_TEST_LABEL), and writes `{ passed, failed, skipped, names }` into the
 * file that KEPU_TEST_COUNTS names at the end: `names` are the tests that did not run.
 */
export default class Reporter {
  #skipped = []

  onTestResult(_test, result) {
    const file = sources.get(path.basename(result.testFilePath, '.mjs'))
    const failed = result.numFailingTests > 0 || Boolean(result.testExecError)
    const seconds = ((result.perfStats.runtime ?? 0) / 1000).toFixed(1).padStart(6)
    const counts = [
      `${result.numPassingTests} passed`,
      result.numFailingTests && `${result.numFailingTests} failed`,
      result.numPendingTests + result.numTodoTests && `${result.numPendingTests + result.numTodoTests} skipped`,
    ]
    print(`  ${failed ? 'FAIL' : 'ok  '} ${seconds} s  ${file}${stage} (${counts.filter(Boolean).join(', ')})`)
    if (failed) {
      print(result.failureMessage ?? result.testExecError?.stack ?? 'The file could not be run.')
      for (const entry of result.console ?? []) print(`    ${entry.type}: ${entry.message}`)
    }
    for (const { status, fullName } of result.testResults) {
      if (status !== 'passed' && status !== 'failed') this.#skipped.push(`${file}: ${fullName}`)
    }
  }

  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      // A file that could not be loaded has no failed test to count, and is a failure all the same.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      names: this.#skipped,
    }
    if (process.env.KEPU_TEST_COUNTS) writeFileSync(process.env.KEPU_TEST_COUNTS, JSON.stringify(counts))
    else print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
}

/** By the name of its bundle. */
const sources = new Map(filesUnder('test').map((file) => [nameOf(file), file]))

/** ' on MongoDB' of 'store on MongoDB'. */
const stage = / on \w+$/.exec(process.env.KEPU_TEST_LABEL ?? '')?.[0] ?? ''

function print(text) {
  if (process.env.KEPU_TEST_COUNTS) writeSync(3, `${text}\n`)
  else process.stdout.write(`${text}\n`)
}
