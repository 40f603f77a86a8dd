/** What may need approval: declared by the module that owns it, in its manifest, and refused at start where it does not fit. */
import type { Context } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import type { Registry } from '../../kernel/definitions/registry.ts'
import type { Label } from '../../platform/label.ts'

export type ApprovalStatus = 'waiting' | 'approved' | 'refused' | 'returned' | 'withdrawn'

export interface Decided {
  /** Id of the approval. */
  approval: string
  /** Id of the record that it is about. */
  record: string
  status: Exclude<ApprovalStatus, 'waiting'>
  requested_by: string
  amount: string | null
}

export interface Occasion {
  object: string
  /** One word for this object: `discount` of a quote. */
  occasion: string
  label: Label
  /** Fields of the record that the facts tell of: whoever may not read one of them whole sees the approval only as requester or signer. */
  fields?: readonly string[]
  /**
   * What follows, in the transaction of the deciding signature, with every right: the signer need not have the rights on the record.
   * What it throws undoes the signature.
   */
  decided?(ctx: Context, decided: Decided): Promise<void>
}

/** `export const quotes: DeclaresOccasions = { name: 'quotes', ..., occasions: [discount] }` */
export interface DeclaresOccasions extends Module {
  occasions: readonly Occasion[]
}

export function occasionsOf({ modules }: Pick<Registry, 'modules'>): readonly Occasion[] {
  return modules.flatMap((module) => (declaresOccasions(module) ? module.occasions : []))
}

/** @throws Error for one that no manifest declares: a mistake of the program. */
export function occasionOf(ctx: Context, object: string, occasion: string): Occasion {
  const found = occasionsOf(ctx.registry).find((one) => one.object === object && one.occasion === occasion)
  if (!found) throw new Error(`No manifest declares the occasion ${occasion} of ${object}: add it to occasions of the module that asks`)
  return found
}

/** @throws Error naming everything that is unwired. */
export function refuseUnwiredOccasions(registry: Registry): void {
  const seen = new Set<string>()
  const faults = occasionsOf(registry).flatMap(({ object, occasion, label, fields = [] }) => {
    const at = `occasion ${occasion} of ${object}`
    const definition = registry.objects.get(object)
    const isTwice = seen.has(at)
    seen.add(at)
    return [
      ...(isTwice ? [`${at} is declared twice`] : []),
      ...(definition ? [] : [`${at}: no module declares the object`]),
      ...(label.zh && label.en ? [] : [`${at} lacks a label in Chinese or English`]),
      ...fields.flatMap((field) => (definition && !definition.fields.has(field) ? [`${at} names ${field}, which is not a field`] : [])),
    ]
  })
  if (faults.length > 0) throw new Error(`Guanxi is not wired:\n  ${faults.join('\n  ')}`)
}

function declaresOccasions(module: Module): module is DeclaresOccasions {
  return 'occasions' in module
}
