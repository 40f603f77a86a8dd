import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { formatDate, today } from '../../../web/kit/format.ts'
import { useSubstitutes } from './account-answers.ts'
import styles from './account.module.css'
import { PersonSelect } from './person-select.tsx'
import { useAct } from './use-act.ts'

import type { FormEvent } from 'react'

/** Who looks after one's customers while one is away. */
export function SubstitutesCard() {
  const { t } = useTranslation()
  const substitutes = useSubstitutes()
  const { act, isBusy, failure } = useAct()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Card title={t('account.substitutes')} action={!isOpen && <Button type="link" size="small" onClick={() => setIsOpen(true)}>{t('account.name_substitute')}</Button>}>
      {failure && <p className={styles.failure} role="alert">{failure}</p>}
      <Loaded query={substitutes} lines={1} isEmpty={(data) => data.length === 0 && !isOpen} empty={{ title: t('account.no_substitutes'), hint: t('account.no_substitutes_hint') }}>
        {(data) => (
          <ul className={styles.list}>
            {data.map((each) => (
              <li key={each.id} className={styles.item}>
                <span className={styles.text}>
                  <span className={styles.name}>{each.substitute.name}</span>
                  <span className={styles.note}>{t('account.from_to', { from: formatDate(each.from), to: formatDate(each.to) })}</span>
                </span>
                <Button size="small" className={styles.end} disabled={isBusy} onClick={() => void act(() => api.delete(`/substitutes/${each.id}`))}>
                  {t('account.end')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {isOpen && <SubstituteForm onClose={() => setIsOpen(false)} />}
    </Card>
  )
}

function SubstituteForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const { act, isBusy, failure } = useAct()
  const [substitute, setSubstitute] = useState<string>()
  const [from, setFrom] = useState(today())
  const [to, setTo] = useState('')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await act(() => api.post('/substitutes', { substitute, from, to }))) onClose()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <label htmlFor={`${id}-who`}>{t('account.substitute')}</label>
      <PersonSelect id={`${id}-who`} value={substitute} onChange={setSubstitute} />
      <div className={`${styles.days} ${styles.gap}`}>
        <span aria-hidden>{t('account.from')}</span>
        <span aria-hidden>{t('account.to')}</span>
        <DayPicker day={from} isRequired label={t('account.from')} onChange={(day) => day && setFrom(day)} />
        <DayPicker day={to} first={from} label={t('account.to')} onChange={(day) => setTo(day ?? '')} />
      </div>
      {failure && <p className={styles.failure} role="alert">{failure}</p>}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!substitute || !from || !to}>
          {t('account.save')}
        </Button>
        <Button onClick={onClose}>{t('account.cancel')}</Button>
      </div>
    </form>
  )
}
