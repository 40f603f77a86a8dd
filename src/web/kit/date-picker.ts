/** The calendar of the component library with the today of the workspace, wherever the browser is. */
import generateDays from '@rc-component/picker/generate/dayjs'
import { DatePicker as LibraryPicker } from 'antd'
import dayjs from 'dayjs'

import { wallNow } from './format.ts'

export const DatePicker = LibraryPicker.generatePicker<dayjs.Dayjs>({ ...generateDays, getNow: () => dayjs(wallNow()) })
