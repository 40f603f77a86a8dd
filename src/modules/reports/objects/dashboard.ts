import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const sizeOptions = options({ small: ['小', 'Small'], medium: ['中', 'Medium'], large: ['大', 'Large'] })
const mostTiles = 12

/** Reports beside each other, in the order of the tiles. */
export const dashboard = defineObject({
  name: 'dashboard',
  plural: 'dashboards',
  label: { zh: '看板', en: 'Dashboard' },
  plural_label: { zh: '看板', en: 'Dashboards' },
  empty_hint: { zh: '把几张报表放在一页上看，可共享，也可放到今日。', en: 'Several reports on one page, to be shared or put on Today.' },
  title: 'name',
  sort: 'name',
  owner: 'owner',
  is_shareable: true,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    remark: field.text({ label: { zh: '说明', en: 'What it tells' }, max_length: 500 }),
    tiles: field.groups({ label: { zh: '图块', en: 'Tiles' }, max: mostTiles, default: [], parts: [
      { name: 'report', label: { zh: '报表', en: 'Report' }, type: 'reference', target: 'report', required: true },
      { name: 'size', label: { zh: '大小', en: 'Size' }, type: 'choice', required: true, options: sizeOptions },
    ] }),
    owner: field.person({ label: { zh: '所有者', en: 'Owner' }, default: '@me' }),
  },
  panels: [{ key: 'main', label: { zh: '看板', en: 'Dashboard' }, fields: ['name', 'remark', 'owner'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'remark', 'owner', 'updated_at'] },
    { key: 'mine', label: { zh: '我的看板', en: 'Mine' }, filter: { owner: '@me' }, sort: '-updated_at', columns: ['name', 'remark', 'updated_at'] },
  ],
  check: ({ tiles }) => {
    const reports = (tiles ?? []).map(({ report }) => report)
    return reports.flatMap((id, at) => (reports.indexOf(id) < at ? [issue(`tiles[${at}].report`, 'repeated', '此报表已在看板上', 'This report is on the dashboard already')] : []))
  },
})
