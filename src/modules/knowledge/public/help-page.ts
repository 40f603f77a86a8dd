import { companyPage } from '../../requests/index.ts'

/** The public help page. */
export const helpPage = companyPage({ table: 'help_pages', prefix: '/h/', actingAs: 'help page', logged: { object: 'article', name: 'help_page' } })
