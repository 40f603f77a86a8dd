/** A page that breaks takes down only itself, and says so. React asks for a class here. */
import { Button } from 'antd'
import { Component } from 'react'

import { i18n } from '../client/i18n.ts'
import { EmptyState } from '../kit/states.tsx'

import type { ReactNode } from 'react'

export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    const again = <Button onClick={() => window.location.reload()}>{i18n.t('kit.reload')}</Button>
    return <EmptyState title={i18n.t('state.broken')} hint={i18n.t('state.broken_hint')} action={again} />
  }
}
