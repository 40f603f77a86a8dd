import type { Module } from '../../kernel/definitions/module.ts'
import { createCustomObject } from './actions/create-custom-object.ts'
import { customObject } from './objects/custom-object.ts'
import { madeObjects } from './objects/made-object.ts'
import { policies } from './policies.ts'

export const custom: Module = {
  name: 'custom',
  label: { zh: '自定义', en: 'Custom' },
  needs: ['team', 'customers'],
  objects: [customObject],
  policies,
  made: madeObjects,
  verbs: { custom_object: { create: createCustomObject } },
}
