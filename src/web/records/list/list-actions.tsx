/** What stands on top of a list at the right: pages over all its records, files in and out, a new one. */
import { ImportOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useIsPhone } from '../../kit/use-media.ts'
import { useRecordScreen } from '../record/record-screens.tsx'
import { ExportMenu } from './export-menu.tsx'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'

interface Props {
  object: ObjectMetadata
  query: ListQuery
  columns: string[]
  onCreate(): void
}

export function ListActions({ object, query, columns, onCreate }: Props) {
  const { t } = useTranslation()
  const { pages = [] } = useRecordScreen(object.name)
  const isPhone = useIsPhone()
  const importing = `/imports?object=${object.name}`
  return (
    <>
      {isPhone && pages.length > 0 ? <More pages={object.can.import ? [...pages, { to: importing, label: 'list.import' }] : pages} /> : (
        <>
          {pages.map(({ to, label }) => (
            <Link key={to} to={to}>
              <Button tabIndex={-1}>{t(label)}</Button>
            </Link>
          ))}
          {object.can.import && (
            <Link to={importing}>
              <Button icon={<ImportOutlined aria-hidden />} tabIndex={-1} aria-label={isPhone ? t('list.import') : undefined}>{!isPhone && t('list.import')}</Button>
            </Link>
          )}
        </>
      )}
      {object.can.export && !isPhone && <ExportMenu object={object} query={query} columns={columns} />}
      {object.can.create && (
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={onCreate} aria-keyshortcuts="c">
          {t('list.new')}
        </Button>
      )}
    </>
  )
}

/** On a phone in one menu: a row of its own for them would cost a record in sight. */
function More({ pages }: { pages: readonly { to: string; label: string }[] }) {
  const { t } = useTranslation()
  return (
    <Dropdown menu={{ items: pages.map(({ to, label }) => ({ key: to, label: <Link to={to}>{t(label)}</Link> })) }} trigger={['click']} placement="bottomRight">
      <Button icon={<MoreOutlined aria-hidden />} aria-label={t('record.more')} />
    </Dropdown>
  )
}
