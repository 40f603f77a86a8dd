/** From the list to the board and to the funnel. */
import { BarChartOutlined, ProjectOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export function OpportunityListActions() {
  const { t } = useTranslation()
  return (
    <>
      <Link to="/opportunities/board">
        <Button icon={<ProjectOutlined aria-hidden />} tabIndex={-1}>{t('opportunities.board')}</Button>
      </Link>
      <Link to="/opportunities/funnel">
        <Button icon={<BarChartOutlined aria-hidden />} tabIndex={-1} aria-label={t('opportunities.funnel')} title={t('opportunities.funnel')} />
      </Link>
    </>
  )
}
