import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useToast } from '../../../../web/kit/toast.tsx'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { useNextNumber, useNumberFormat } from './use-number-format.ts'
import styles from './number-formats.module.css'

import type { InputRef } from 'antd'
import type { RecordData } from '../../../../web/client/records.ts'

interface Props {
  /** Name of the object. */
  object: string
  label: string
  inForce: string
  /** The company's own format; undefined while the one that comes with Guanxi is used. */
  kept: RecordData | undefined
}

const pieces = ['{yyyy}', '{yy}', '{mm}', '{0000}']

/** The format with what the next number would be, while one is typing. */
export function NumberFormatForm({ object, label, inForce, kept }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const id = useId()
  const input = useRef<InputRef>(null)
  const [format, setFormat] = useState(inForce)
  const next = useNextNumber(object, format)
  const actions = useNumberFormat(object, kept)
  const isChanged = format !== inForce

  const attempt = async (work: () => Promise<void>, done: string, undo: () => Promise<void>) => {
    try {
      await work()
      toast.done(done, { undo: () => void undo().catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const save = () => attempt(() => actions.set(format), t('team.numbers.saved'), () => (kept ? actions.set(inForce) : actions.reset()))
  const reset = () => attempt(actions.reset, t('team.numbers.was_reset'), actions.restore)
  const insert = (piece: string) => {
    const at = input.current?.input?.selectionStart ?? format.length
    setFormat(format.slice(0, at) + piece + format.slice(at))
    input.current?.focus()
  }
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && !next.error) void save()
      }}
    >
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Input ref={input} id={id} className={styles.input} value={format} status={next.error ? 'error' : undefined} aria-describedby={`${id}-next`} onChange={(event) => setFormat(event.target.value)} spellCheck={false} />
      <div className={styles.pieces} role="group" aria-label={t('team.numbers.insert')}>
        {pieces.map((piece) => (
          <Button key={piece} size="small" onClick={() => insert(piece)} title={t(`team.numbers.piece.${piece.replaceAll(/[{}]/g, '')}`)}>
            {piece}
          </Button>
        ))}
      </div>
      <p id={`${id}-next`} className={next.error ? styles.fault : styles.next} aria-live="polite">
        {next.error ? problemText(next.error) : t('team.numbers.next')}
        {!next.error && <output className={styles.number}>{next.data ?? '…'}</output>}
      </p>
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" disabled={!isChanged || next.error !== null}>
          {t('team.numbers.save')}
        </Button>
        {kept && <Button onClick={() => void reset()}>{t('team.numbers.reset')}</Button>}
      </div>
    </form>
  )
}
