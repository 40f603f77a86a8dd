/** How many more or fewer records the people of a role will see, where that can be counted cheaply. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { fetchList, keys } from '../../../../web/client/records.ts'
import { formatNumber } from '../../../../web/kit/format.ts'
import { changesBetween, everythingElse, scopeIn } from './grants-model.ts'

import type { Grants, Scope } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { Filter } from '../../../../web/client/records.ts'
import type { Person } from '../people.ts'

interface Props {
  before: Grants
  after: Grants
  people: Person[]
}

/** Two counts for each object whose `see` changed; more than this are left to the words above. */
const mostObjects = 3

export function SeenDifference({ before, after, people }: Props) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const changed = objects.filter((object) => object.reach === 'owner' && ownerOf(object) && isSeenOtherwise(before, after, object.name))
  // Whoever has further roles may see them all the same.
  const isPlain = people.length > 0 && people.every(({ roles }) => roles.length === 1) && changed.length <= mostObjects
  const asked = isPlain
    ? changed.map((object) => ({ object, from: scopeIn(before, object.name, 'see'), to: scopeIn(after, object.name, 'see') })).filter(({ from, to }) => isCountable(from) && isCountable(to))
    : []
  const counted = useQuery({
    queryKey: [...keys.lists(''), 'seen', asked.map(({ object, from, to }) => [object.path, from, to]), people.map(({ id }) => id)],
    queryFn: () => Promise.all(asked.map(async ({ object, from, to }) => ({ object, difference: (await countSeen(object, to, people)) - (await countSeen(object, from, people)) }))),
    enabled: asked.length > 0,
  })
  const told = counted.data?.filter(({ difference }) => difference !== 0) ?? []
  if (told.length === 0) return null
  return <>{told.map(({ object, difference }) => t(difference > 0 ? 'team.role.sees_more' : 'team.role.sees_fewer', { number: formatNumber(Math.abs(difference)), objects: labelOf(object.plural_label) })).join(t('team.role.joiner'))}</>
}

function isSeenOtherwise(before: Grants, after: Grants, object: string): boolean {
  return changesBetween({ [everythingElse]: before[object] ?? before[everythingElse] ?? {} }, { [everythingElse]: after[object] ?? after[everythingElse] ?? {} }).some((change) => change.what === 'verb' && change.verb === 'see')
}

/** Teams and territories are different for each person of the role. */
function isCountable(scope: Scope): boolean {
  return scope === 'none' || scope === 'own' || scope === 'all'
}

/** What the people of the role see together. */
async function countSeen(object: ObjectMetadata, scope: Scope, people: Person[]): Promise<number> {
  if (scope === 'none') return 0
  const owner = ownerOf(object)
  const filter: Filter = scope === 'own' && owner ? { [owner]: { in: people.map(({ id }) => id) } } : {}
  const page = await fetchList(object.path, { filter, limit: 1, fields: ['id'], count: 'exact' })
  return page.total ?? 0
}

/** The metadata does not name the field; all objects call it so. */
function ownerOf(object: ObjectMetadata): string | undefined {
  return object.fields.find(({ name }) => name === 'owner')?.name
}
