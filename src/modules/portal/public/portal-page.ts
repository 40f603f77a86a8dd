import { companyPage } from '../../requests/index.ts'

/** Where the portal of a company is. While it is off nobody signs in, and who is signed in reaches nothing. */
export const portalPage = companyPage({ table: 'portal_pages', prefix: '/p/', actingAs: 'portal', logged: { object: 'portal_access', name: 'portal' } })
