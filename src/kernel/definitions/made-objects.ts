/** Objects that each workspace makes for itself, beside those that modules declare. */
import type { Db } from '../../platform/db/database.ts'
import type { Policy } from '../access/policy.ts'
import type { ObjectDefinition } from './object.ts'

export interface MadeObject {
  object: ObjectDefinition
  policy: Policy
}

/** What a module says that has such objects. */
export interface MadeObjects {
  /** The object whose records say which there are. */
  said_by: string
  /** Their paths begin so, and no other does. */
  path_prefix: string
  /** Stands for all of them where no workspace is known: their routes are described by it. */
  example: ObjectDefinition
  /** What the tables must look like that hold them. */
  shapes: ObjectDefinition[]
  /** Of the workspace of `db`. */
  in(db: Db): Promise<MadeObject[]>
}
