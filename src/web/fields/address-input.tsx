import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Cascader, Input as TextInput, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { countryOptions } from '../kit/countries.ts'
import { addressesOf } from './addresses.ts'
import { useDivisions } from './divisions.ts'
import styles from './fields.module.css'
import { textOf } from './text.tsx'

import type { Address } from './addresses.ts'
import type { InputProps } from './field-twin.ts'

const homeCountry = 'CN'
const divisionNames = ['province', 'city', 'district'] as const

export function Input({ field, value, onChange, id, disabled, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const addresses = addressesOf(value)
  const change = (changed: Address[]) => onChange(field.many ? changed : (changed[0] ?? null))
  const remove = (index: number) => change(addresses.toSpliced(index, 1))
  return (
    <div className={styles.rows} role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      {addresses.map((address, index) => (
        <AddressInput
          key={index}
          id={index === 0 ? id : `${id}-${index}`}
          address={address}
          onChange={(changed) => change(addresses.with(index, changed))}
          onRemove={() => remove(index)}
          disabled={disabled}
          invalid={invalid}
        />
      ))}
      {(field.many || addresses.length === 0) && (
        <Button id={addresses.length === 0 ? id : undefined} type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change([...addresses, { country: homeCountry }])} disabled={disabled}>
          {addresses.length === 0 ? t('fields.add_address') : t('fields.another')}
        </Button>
      )}
    </div>
  )
}

interface AddressInputProps {
  id: string
  address: Address
  onChange(address: Address): void
  onRemove(): void
  disabled?: boolean
  invalid?: boolean
}

function AddressInput({ id, address, onChange, onRemove, disabled, invalid }: AddressInputProps) {
  const { t } = useTranslation()
  const divisions = useDivisions()
  const country = textOf(address.country)
  const set = (name: string) => (event: { target: { value: string } }) => onChange({ ...address, [name]: event.target.value || null })
  const status = invalid ? 'error' : undefined
  return (
    <div className={styles.block}>
      <Select
        value={country || undefined}
        onChange={(code) => onChange({ ...address, country: code })}
        options={countryOptions()}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('fields.country')}
        placeholder={t('fields.country')}
        disabled={disabled}
      />
      {country === homeCountry ? (
        <Cascader
          id={id}
          className={styles.full}
          options={divisions}
          value={divisionNames.map((name) => textOf(address[name])).filter(Boolean)}
          onChange={(path) => onChange({ ...address, ...Object.fromEntries(divisionNames.map((name, index) => [name, path?.[index] ?? null])) })}
          showSearch
          changeOnSelect
          placeholder={t('fields.division')}
          aria-label={t('fields.division')}
          status={status}
          disabled={disabled}
        />
      ) : (
        <>
          <TextInput id={id} value={textOf(address.province)} onChange={set('province')} placeholder={t('fields.province')} aria-label={t('fields.province')} status={status} disabled={disabled} />
          <TextInput value={textOf(address.city)} onChange={set('city')} placeholder={t('fields.city')} aria-label={t('fields.city')} status={status} disabled={disabled} />
        </>
      )}
      <TextInput className={styles.span} value={textOf(address.street)} onChange={set('street')} placeholder={t('fields.street')} aria-label={t('fields.street')} status={status} disabled={disabled} />
      <TextInput value={textOf(address.postal_code)} onChange={set('postal_code')} placeholder={t('fields.postal_code')} aria-label={t('fields.postal_code')} disabled={disabled} />
      <TextInput value={textOf(address.label)} onChange={set('label')} placeholder={t('fields.address_label')} aria-label={t('fields.address_label')} disabled={disabled} />
      <div className={styles.blockEnd}>
        <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} onClick={onRemove} disabled={disabled}>
          {t('fields.remove_line')}
        </Button>
      </div>
    </div>
  )
}
