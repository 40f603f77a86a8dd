import type { Module } from '../../kernel/definitions/module.ts'
import { changeCustomField } from './actions/change-custom-field.ts'
import { calendarYear } from './actions/calendar-year.ts'
import { changeInTree } from './actions/change-in-tree.ts'
import { changeUser } from './actions/change-user.ts'
import { createCustomField } from './actions/create-custom-field.ts'
import { createNumberFormat } from './actions/create-number-format.ts'
import { createUser } from './actions/create-user.ts'
import { computeFormulas, formulasJob, lastFormulaJobs, refreshFormulasOfToday, startRefresh } from './actions/formula-jobs.ts'
import { tryFormula } from './actions/formulas.ts'
import { importCalendarDays } from './actions/import-calendar-days.ts'
import { previewNumber } from './actions/preview-number.ts'
import { restDays } from './actions/rest-days.ts'
import { changeCalendar, createCalendar } from './actions/save-calendar.ts'
import { changeLayout, createLayout, outlineLayout } from './actions/save-layout.ts'
import { setPasswordAction } from './actions/set-password.ts'
import { calendarDay } from './objects/calendar-day.ts'
import { calendar } from './objects/calendar.ts'
import { customField } from './objects/custom-field.ts'
import { department } from './objects/department.ts'
import { layout } from './objects/layout.ts'
import { numberFormat } from './objects/number-format.ts'
import { role } from './objects/role.ts'
import { territory } from './objects/territory.ts'
import { savedView } from './objects/saved-view.ts'
import { user } from './objects/user.ts'
import { policies } from './policies.ts'
import { givenRoute } from './given-route.ts'
import { layoutMark } from './queries/layout-mark.ts'
import { recycleBinRoute } from './recycle-bin-route.ts'
import { forgetOldLinks } from './sign-in/account-links.ts'
import { forgetOldAttempts } from './sign-in/lockout.ts'

export const team: Module = {
  name: 'team',
  label: { zh: '团队', en: 'Team' },
  needs: [],
  objects: [user, department, territory, role, savedView, customField, layout, numberFormat, calendar, calendarDay],
  policies,
  verbs: { user: { create: createUser, update: changeUser }, department: { update: changeInTree('department') }, territory: { update: changeInTree('territory') }, custom_field: { create: createCustomField, update: changeCustomField }, layout: { create: createLayout, update: changeLayout }, number_format: { create: createNumberFormat }, calendar: { create: createCalendar, update: changeCalendar } },
  actions: [setPasswordAction, previewNumber, tryFormula, lastFormulaJobs, computeFormulas, outlineLayout, calendarYear, restDays, importCalendarDays],
  listeners: [{ name: 'team.formulas', kinds: ['created', 'updated', 'restored'].map((verb) => `team.custom_field.${verb}`), handle: startRefresh }],
  jobs: [formulasJob],
  live: [{ name: 'layouts', objects: ['layout'], of: layoutMark }],
  routes: [recycleBinRoute, givenRoute],
  daily: [
    { name: 'formulas-of-today', run: refreshFormulasOfToday },
    {
      name: 'forget-old-sign-ins',
      run: async (ctx) => {
        await forgetOldAttempts(ctx.db, ctx.clock.now())
        await forgetOldLinks(ctx.db, ctx.clock.now())
      },
    },
  ],
}
