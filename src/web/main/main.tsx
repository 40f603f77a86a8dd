import './ahead.ts'

import 'antd/dist/antd.css'
import 'antd/dist/reset.css'
import '../kit/base.css'

import { createRoot } from 'react-dom/client'

import { startI18n } from '../client/i18n.ts'
import { startTheme } from '../kit/theme.ts'
import { App } from './app.tsx'
import { followNewBuild } from './follow-new-build.ts'
import { keepShell } from './keep-shell.ts'
import { languagePacks } from './language-packs.ts'
import { linkOf } from './link-addresses.ts'
import { loadAhead } from './load-ahead.ts'
import { signStyles } from './sign-styles.ts'
import { beginStackTraces } from './stack-traces.ts'

beginStackTraces()
signStyles()
followNewBuild()
startTheme()
const words = startI18n(languagePacks)
if (!linkOf(window.location.pathname)) loadAhead(window.location.pathname)
await words

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
keepShell()
