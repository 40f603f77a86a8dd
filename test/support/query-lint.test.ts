import { expect, test } from 'vitest'
import { looseAliases } from './query-lint.ts'

const tables = new Set(['customers', 'contacts', 'users'])

test.each([
  ['select 1 from customers c where c.workspace_id = $1', []],
  ['select 1 from "customers" "c" where "c"."workspace_id" = $1 and c.id = $2', []],
  ['select 1 from customers where workspace_id = $1', []],
  ['select 1 from customers c where c.id = $1', ['c']],
  ['select 1 from customers', ['customers']],
  ['select 1 from customers c join contacts k on k.customer_id = c.id where c.workspace_id = $1', ['k']],
  ['select 1 from customers c join contacts k on k.workspace_id = c.workspace_id where c.workspace_id = $1', ['k']],
  ['select 1 from customers c where c.workspace_id = $1 and exists (select 1 from customers c where c.id = $2)', ['c']],
  ['select 1 from customers c, contacts k where c.workspace_id = $1', ['k']],
  ['select tags, users from accounts a', []],
  ['update customers c set name = $2 where c.id = $1', ['c']],
  ['delete from customers c where c.workspace_id = $1', []],
  ['insert into customers (workspace_id, id) values ($1, $2)', []],
  ['insert into customers as c (id) values ($1)', ['customers (insert)']],
  ['select 1 from c_customers x where cc.workspace_id = $1', []],
])('%s', (text, loose) => {
  expect(looseAliases(text, tables)).toEqual(loose)
})
