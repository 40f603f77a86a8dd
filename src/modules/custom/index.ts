export { createCustomObject } from './actions/create-custom-object.ts'
