import 'antd/dist/antd.css'
import 'antd/dist/reset.css'
import '../kit/base.css'

import { createRoot } from 'react-dom/client'

import { startI18n } from '../client/i18n.ts'
import { startTheme } from '../kit/theme.ts'
import { lookAhead } from './ahead.ts'
import { App, isOfLink } from './app.tsx'
import { followNewBuild } from './follow-new-build.ts'
import { keepShell } from './keep-shell.ts'
import { languagePacks } from './language-packs.ts'
import { signStyles } from './sign-styles.ts'

signStyles()
followNewBuild()
startTheme()
const words = startI18n(languagePacks)
if (!isOfLink(window.location.pathname)) lookAhead(window.location.pathname)
await words

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
keepShell()
