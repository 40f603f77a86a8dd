/** A value of which the caller reads only a part, `138****5678`; where that is allowed, an eye asks for the whole. */
import { CopyOutlined, EyeOutlined, LockOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { labelOf, useMetadata } from '../client/metadata.tsx'
import { useToast } from '../kit/toast.tsx'
import styles from './fields.module.css'

import type { ComponentType, MouseEvent } from 'react'
import type { FieldMetadata } from '../client/metadata.tsx'
import type { CellProps } from './field-twin.ts'

/** @param Whole shows the value once it was asked for. */
export function maskedCell(Whole: ComponentType<CellProps>): ComponentType<CellProps> {
  return function Masked(props: CellProps) {
    const { field, value, record, dense, isPlain } = props
    const { t } = useTranslation()
    const path = usePathOf(field)
    const id = typeof record?.id === 'string' ? record.id : undefined
    const [revealed, setRevealed] = useState<{ value: unknown }>()
    // Another record, or another value: what was shown is not shown for it.
    useEffect(() => setRevealed(undefined), [id, value])
    const text = textsOf(value).join(', ')
    if (text === '') return null
    if (revealed) return <Shown {...props} value={revealed.value} Whole={Whole} />
    const mayAsk = field.right === 'reveal' && !dense && !isPlain && path !== undefined && id !== undefined
    return (
      <span className={styles.masked}>
        <span className={`${dense ? styles.cut : styles.wrap} ${styles.figure}`} title={t(field.right === 'reveal' ? 'fields.masked_reveal' : 'fields.masked')}>
          {text}
        </span>
        {mayAsk ? <Eye field={field} path={path} id={id} onShown={(whole) => setRevealed({ value: whole })} /> : !dense && !isPlain && <LockOutlined className={styles.lock} aria-label={t('fields.masked')} title={t('fields.masked')} />}
      </span>
    )
  }
}

function Eye({ field, path, id, onShown }: { field: FieldMetadata; path: string; id: string; onShown(value: unknown): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [isBusy, setIsBusy] = useState(false)
  const ask = async (event: MouseEvent) => {
    event.stopPropagation()
    setIsBusy(true)
    try {
      const answer = await api.post<Record<string, unknown>>(`/${path}/${id}/reveal`, { field: field.name })
      onShown(answer[field.name])
    } catch (error) {
      toast.problem(error)
      setIsBusy(false)
    }
  }
  const label = t('fields.reveal', { field: labelOf(field.label) })
  return <Button size="small" type="text" className={styles.eye} icon={<EyeOutlined aria-hidden />} loading={isBusy} aria-label={label} title={`${label} · ${t('fields.reveal_hint')}`} onClick={(event) => void ask(event)} />
}

function Shown({ Whole, ...props }: CellProps & { Whole: ComponentType<CellProps> }) {
  const { t } = useTranslation()
  const toast = useToast()
  const copy = () => void navigator.clipboard.writeText(textsOf(props.value).join(', ')).then(() => toast.done(t('fields.copied')), toast.problem)
  return (
    <span className={styles.masked} role="status">
      <Whole {...props} />
      <Button size="small" type="text" className={styles.eye} icon={<CopyOutlined aria-hidden />} aria-label={t('fields.copy')} title={t('fields.copy')} onClick={copy} />
    </span>
  )
}

/** Where the field's records are: the metadata holds each field once, below its object. */
function usePathOf(field: FieldMetadata): string | undefined {
  const { objects } = useMetadata()
  return objects.find((object) => object.fields.includes(field))?.path
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => (typeof each === 'string' || typeof each === 'number' ? [String(each)] : []))
}
