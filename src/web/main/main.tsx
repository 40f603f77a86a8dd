import 'antd/dist/reset.css'
import '../kit/base.css'

import { createRoot } from 'react-dom/client'

import { startI18n } from '../client/i18n.ts'
import { askSessionAhead } from '../client/session.tsx'
import { startTheme } from '../kit/theme.ts'
import { App } from './app.tsx'
import { followNewBuild } from './follow-new-build.ts'
import { keepShell } from './keep-shell.ts'
import { languagePacks } from './language-packs.ts'
import { loadAhead } from './routes.tsx'
import { signStyles } from './sign-styles.ts'

signStyles()
followNewBuild()
startTheme()
const words = startI18n(languagePacks)
// The language is known, its words are on their way: meanwhile whoever is there is asked for, and the page of the address fetched.
askSessionAhead()
loadAhead(location.pathname)
await words

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
keepShell()
