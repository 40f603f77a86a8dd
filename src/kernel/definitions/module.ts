/** A module's manifest: what it owns and offers. `app.ts` lists the modules; nothing is found by scanning. */
import type { z } from 'zod'
import type { Route } from '../../platform/http/route.ts'
import type { Sql } from '../../platform/db/sql.ts'
import type { Label } from '../../platform/label.ts'
import type { Context } from '../context.ts'
import type { Policy } from '../access/policy.ts'
import type { StoredEvent } from '../history/events.ts'
import type { Value } from './field.ts'
import type { MadeObjects } from './made-objects.ts'
import type { NoticeKind } from './notice.ts'
import type { ObjectDefinition } from './object.ts'

export interface ActionRequest<Input> {
  /** The record in the path; null for actions on the collection. */
  id: string | null
  input: Input
}

/** Something the domain does. Listed in the manifest it becomes a route and stands in OpenAPI and in the metadata. */
export interface Action<Input = unknown> {
  name: string
  object: string
  on: 'record' | 'collection'
  label: Label
  input: z.ZodType<Input>
  /** Refuses before anything is read. Record actions see only records the caller may see. */
  guard(ctx: Context): boolean
  /** Answers JSON; the transaction is the action's own. */
  run(ctx: Context, request: ActionRequest<Input>): Promise<unknown>
  /** Changes nothing: callers may repeat it, and it is left out of buttons. */
  is_query?: boolean
}

export interface Listener {
  name: string
  /** Kinds of event, e.g. `sales.transaction.created`; `*.shared` for that verb of every object. */
  kinds: string[]
  /** At least once, in order of commit, in one transaction with the cursor. */
  handle(ctx: Context, events: StoredEvent[]): Promise<void>
}

/** A part of the page of one record. All parts are answered by one statement, which is kept for each person. */
export interface PageSection {
  object: string
  name: string
  /**
   * An expression of type json; null where the caller may see none of it. It is only run for a record that the caller may see.
   * @param id the record's: a slot, so that the statement serves every record. Nothing else may differ from request to request.
   */
  json(ctx: Context, id: Sql): Sql | null
}

/** Something small that open pages of one person always know, such as how much is unread. */
export interface LiveMark {
  /** Name of the event on the stream. */
  name: string
  objects: string[]
  /** What can be said as JSON; pages are told when it differs from what they were told last. */
  of(ctx: Context): Promise<unknown>
}

/** Two records of one object become one: `loser` goes to the recycle bin, `survivor` stays. */
export interface MergePair {
  survivor: string
  loser: string
}

/** What a merge of two records means beyond moving what points to them; in its transaction. */
export interface Merging {
  object: string
  /** By object: which of its records stay with the loser, such as those that would point from the survivor to itself. */
  stays?: Record<string, (row: string, pair: MergePair) => Sql>
  /** @param moved ids of the records that now point to the survivor, by `object.field` */
  merged?(ctx: Context, merge: MergePair & { moved: ReadonlyMap<string, string[]> }): Promise<void>
  /** @param merge.id what events of the merge have as `cause.merge` */
  undone?(ctx: Context, merge: MergePair & { id: string }): Promise<void>
}

export interface PlainVerbs {
  /** Replaces the plain create of the object on every surface (API, batch), e.g. to make the tasks of promises. */
  create?(ctx: Context, input: Record<string, unknown>): Promise<string>
  /** The same for a plain change. */
  update?(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void>
  /** What taking back a change means beyond the fields, in its transaction: `from` is what the change had made of them, `to` what they are again. */
  undone?(ctx: Context, id: string, change: { from: Record<string, Value>; to: Record<string, Value> }): Promise<void>
  /** Beside `create`: what imports of many records are to do. Without it such an object cannot be imported. */
  many?: {
    /** Fields that only the full create can take. */
    leaves_out: string[]
    /** Readonly fields that a new record may bring, such as what became of it in another system; written_with says whose files. */
    brings?: string[]
    /** What `create` takes for new records from those they refer to (`filled` of the fields). Set-based; changes what it is given. */
    fills?(ctx: Context, given: Record<string, Value>[]): Promise<void>
    /** Before records are checked: what `create` fills in, set-based. May change what it is given. */
    prepare?(ctx: Context, given: Record<string, Value>[]): Promise<void>
    /** What `create` does beyond the plain create, set-based, in the transaction of the batch. */
    created(ctx: Context, records: { id: string; record: Record<string, Value> }[]): Promise<void>
  }
}

export interface Module {
  name: string
  label: Label
  needs: string[]
  objects: ObjectDefinition[]
  policies: Record<string, Policy>
  made?: MadeObjects
  verbs?: Record<string, PlainVerbs>
  actions?: Action[]
  listeners?: Listener[]
  sections?: PageSection[]
  /** What people are told of by this module, through `notify` of the module notices. */
  notices?: NoticeKind[]
  /** What open pages of a person are told besides changes of records: asked when one of `objects` is announced, and now and then. */
  live?: LiveMark[]
  mergings?: Merging[]
  /** Only what is not an object or an action. */
  routes?: Route<Context>[]
  /** Long work that people wait for, by the kind of its job (kernel/jobs.ts); done with the rights of whoever asked for it. Answers the result. */
  jobs?: { kind: string; run(ctx: Context, job: { id: string; payload: unknown }): Promise<unknown> }[]
  /** Run daily by the worker, once in a workspace. */
  daily?: { name: string; run(ctx: Context): Promise<void> }[]
  /** The same, before work begins by the clock of the company: what people are told of for the day. In one transaction. */
  mornings?: Module['daily']
  /** What a company begins with; one that was there before gets it once, with the update that brings it. */
  ready?: ReadyThings[]
}

/** Something that a company finds made, and changes as it likes: it is given once, never again. */
export interface ReadyThings {
  /** Kept for ever: what has been given is known by it. */
  name: string
  label: Label
  /** Where the company has, or ever had, one of these, deleted ones included, it is left as it is. */
  object: string
  /** Of those, which ones. */
  where?: Sql
  /** What they work upon: where such records exist, people have gone without, and what would change their days is made switched off. */
  upon?: string
  make(ctx: Context, options: { isOn: boolean }): Promise<void>
}

/** Keeps the input's type inside the action while the manifest holds actions of every input. */
export function defineAction<Input>(action: Action<Input>): Action {
  return { ...action, run: (ctx, request) => action.run(ctx, { id: request.id, input: action.input.parse(request.input) }) }
}
