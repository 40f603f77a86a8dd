/** The rules of S32 that a new company begins with; administrators may change them. */
export const readyRules = [
  {
    name: '建档',
    start: 'customer_active',
    count: 3,
    unit: 'working_days',
    required_organisation: ['name', 'addresses', 'phones', 'contact_name', 'contact_position', 'contact_phone', 'contact_mail', 'contact_gender', 'contact_birthday', 'contact_best_time'],
    required_person: ['name', 'addresses', 'phones', 'emails', 'gender', 'birthday', 'best_time'],
    is_active: true,
  },
  { name: '录入', start: 'interaction_logged', count: 24, unit: 'hours', required_organisation: [], required_person: [], is_active: true },
]
