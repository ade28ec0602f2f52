import { randomBytes } from 'node:crypto'
import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { z } from 'zod'
import { runCommand, system, systemClock } from '../workflows/engine'
import { accountBy, ensurePerson } from './accounts'
import { readConfig } from './config'
import { endOnFaults } from './faults'
import { openHouse } from './house'

endOnFaults()

const asked = z.tuple([z.email(), z.string().trim().min(1).max(60)])

/**
 * Appoints the first administrator, who then grants the other roles: `npm run appoint -- e-mail name`. An account that
 * is not there yet gets a drawn password, printed once. Only who can run commands on the server can do this, and the
 * journal says that the system did it.
 */
async function main(): Promise<number> {
  const arguments_ = asked.safeParse(process.argv.slice(2))
  if (!arguments_.success) {
    process.stderr.write('npm run appoint -- <e-mail> <姓名 name>\n')
    return 2
  }
  const [email, name] = arguments_.data
  const payload = await getPayload({ config: payloadConfig })
  const { engine } = await openHouse(payload, readConfig(process.env), systemClock)
  if (!(await accountBy(engine, 'email', email))) {
    const password = randomBytes(15).toString('base64url')
    await payload.create({
      collection: 'users',
      data: { email, name, password, _verified: true },
      disableVerificationEmail: true,
      overrideAccess: true,
    })
    process.stdout.write(`初始密码,请登录后更换 first password, change it after signing in: ${password}\n`)
  }
  const account = await accountBy(engine, 'email', email)
  if (!account) throw new Error('the account was not made')
  await ensurePerson(engine, account)
  const call = { actor: system, subject: 'person', verb: 'grant_role', id: account.id, input: { role: 'admin' } }
  await runCommand(engine, { ...call, key: `appoint:${account.id}` })
  process.stdout.write('appointed\n')
  return 0
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  .then((code) => process.exit(code))
