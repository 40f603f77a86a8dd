import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('secrets', () => {
  test('come from a file where NAME_FILE names one, without the line end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guanxi-secret-'))
    const path = join(folder, 'password')
    writeFileSync(path, ' from the file \n')
    expect(readConfig({ GUANXI_ADMIN_PASSWORD_FILE: path }).adminPassword).toBe(' from the file ')
    expect(readConfig({ DATABASE_URL_FILE: path }).databaseUrl).toBe(' from the file ')
    expect(() => readConfig({ GUANXI_ADMIN_PASSWORD_FILE: path, GUANXI_ADMIN_PASSWORD: 'another-one' })).toThrow('both set')
    expect(() => readConfig({ GUANXI_ADMIN_PASSWORD_FILE: join(folder, 'nothing') })).toThrow('GUANXI_ADMIN_PASSWORD_FILE')
    rmSync(folder, { recursive: true })
  })

  test('are not shown when they are wrong', () => {
    expect(() => readConfig({ GUANXI_ADMIN_PASSWORD: 'kurz-7' })).toThrow(/^(?!.*kurz-7)[^]*GUANXI_ADMIN_PASSWORD/)
  })
})

test('proxies are named, never everybody', () => {
  for (const good of ['127.0.0.1', 'loopback, 10.0.0.0/8', '::1', 'fd00::/8']) expect(readConfig({ GUANXI_TRUST_PROXY: good }).server.trustedProxies).toBe(good)
  for (const bad of ['true', '1', '*', '10.0.0.0/33', '10.0.0.0/8/8', '', 'proxy.example']) expect(() => readConfig({ GUANXI_TRUST_PROXY: bad })).toThrow('GUANXI_TRUST_PROXY')
})

test('limits are numbers, and 0 takes one away', () => {
  expect(readConfig({ GUANXI_RATE_PERSON: '0' }).server.rates.person).toBe(0)
  for (const [name, value] of Object.entries({ GUANXI_RATE_PERSON: '-1', GUANXI_RATE_KEY: 'x', GUANXI_FILE_LIMIT: '0', GUANXI_CONNECTIONS: '1', GUANXI_STATEMENT_TIMEOUT: '0' })) expect(() => readConfig({ [name]: value })).toThrow(name)
})
