import { PaperClipOutlined } from '@ant-design/icons'

import { isKeptFile } from '../client/upload.ts'
import { FileList } from './file-list.tsx'
import { lazyInput } from './lazy-input.tsx'
import styles from './fields.module.css'
import { EmptyChoice } from './operand.tsx'
import { text } from './text.tsx'

import type { KeptFile } from '../client/upload.ts'
import type { CellProps, FieldTwin, FilterProps } from './field-twin.ts'

const Input = lazyInput(() => import('./file-input.tsx'))

function Cell({ value, dense, isPlain }: CellProps) {
  const files = filesOf(value)
  if (files.length === 0) return null
  if (!dense && !isPlain) return <FileList files={files} />
  return (
    <span className={dense ? styles.cut : styles.wrap} title={files.map(({ name }) => name).join('\n')}>
      <PaperClipOutlined aria-hidden /> {files.map(({ name }) => name).join(', ')}
    </span>
  )
}

/** `contains` asks for a part of a name. */
function Filter(props: FilterProps) {
  if (props.operator === 'is_empty') return <EmptyChoice value={props.value} onChange={props.onChange} id={props.id ?? ''} label={props.label} />
  return text.Filter ? <text.Filter {...props} /> : null
}

export function filesOf(value: unknown): KeptFile[] {
  return [value].flat().filter(isKeptFile)
}

export const file: FieldTwin = {
  Input,
  Cell,
  Filter,
  width: 160,
  isLarge: true,
  isWide: true,
  isAttachment: true,
  firstOperator: 'is_empty',
  writable: (value) => (Array.isArray(value) ? filesOf(value).map(({ id }) => id) : (filesOf(value)[0]?.id ?? null)),
}
