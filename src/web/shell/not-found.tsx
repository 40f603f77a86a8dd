import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { usePageTitle } from '../kit/page-header.tsx'
import { EmptyState } from '../kit/states.tsx'

/** No such page, or none that may be seen. */
export function NotFound() {
  const { t } = useTranslation()
  usePageTitle(t('not_found.title'))
  return <EmptyState title={t('not_found.title')} hint={t('not_found.hint')} action={<Link to="/">{t('not_found.home')}</Link>} />
}
