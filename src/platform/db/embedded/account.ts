/**
 * Under which account the server runs. PostgreSQL refuses to run as root, and containers are mostly root: so as root it runs in
 * a user namespace of its own, where it is nobody while its files stay root's; where namespaces are forbidden (as in most
 * containers) it runs as another user, to whom the cluster is given.
 */
import { spawnSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Account {
  /** Owner of the cluster's files; null leaves them as they are. */
  owner: number | null
  /** The command line that runs `program` under this account. */
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number }
}

const nobody = 65534

/**
 * @param options.folder the folder of the cluster, existing, perhaps empty
 * @throws Error when the folder belongs to somebody else or root finds no way to run the server
 */
export function chooseAccount(options: { folder: string; postgres: string }): Account {
  const own = process.getuid?.()
  const owner = statSync(options.folder).uid
  if (own === undefined) return asWeAre
  if (own !== 0) {
    if (owner === own) return asWeAre
    throw new Error(`${options.folder} belongs to another user (number ${owner}). Start as that user, or set GUANXI_DATA to another folder.`)
  }
  const other = owner || nobody
  const ways = owner === 0 ? [inNamespace, withCapability(other), plainly(other)] : [withCapability(other), plainly(other)]
  const account = ways.find((way) => works(way, options))
  if (account) return account
  throw new Error(
    `PostgreSQL does not run as root, and here it can run as nobody else either: user ${other} cannot reach ${options.folder} ` +
      'or the folder of the program. Start as a normal user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** Gives the folder and all in it to the account. */
export function giveTo(account: Account, folder: string): void {
  if (account.owner === null) return
  if (statSync(folder).uid === account.owner) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, name), account.owner, account.owner)
  // The folder itself last: its owner says that all of it is done.
  chownSync(folder, account.owner, account.owner)
}

const asWeAre: Account = { owner: null, command: (file, args) => ({ file, args }) }

const inNamespace: Account = { owner: null, command: (program, args) => ({ file: 'unshare', args: ['-U', '--', program, ...args] }) }

/** With the right to pass folders that are closed to it, so that a project in the home of root works. */
function withCapability(user: number): Account {
  const rights = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  const switches = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', ...rights, '--']
  return { owner: user, command: (program, args) => ({ file: 'setpriv', args: [...switches, program, ...args] }) }
}

function plainly(user: number): Account {
  return { owner: user, command: (file, args) => ({ file, args, uid: user, gid: user }) }
}

/** Does the program run under the account, and can it reach the folder? The folder still is whose it was. */
function works(account: Account, options: { folder: string; postgres: string }): boolean {
  const reach = account.owner === null ? `test -w "$2"` : `test -d "$2"`
  const probe = account.command('/bin/sh', ['-c', `"$1" --version && ${reach}`, 'sh', options.postgres, options.folder])
  const done = spawnSync(probe.file, probe.args, { stdio: 'ignore', cwd: '/', uid: probe.uid, gid: probe.gid })
  return done.status === 0
}
