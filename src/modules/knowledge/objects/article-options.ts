import { options } from '../../../kernel/definitions/fields.ts'

export const kindOptions = options({ article: ['文章', 'Article'], script: ['话术', 'Script'], product_fact: ['产品资料', 'Product fact'], price_notice: ['价格通知', 'Price notice'] })

/** Internal unless somebody says otherwise. */
export const audienceOptions = options({ internal: ['内部', 'Internal', 'default'], public: ['对外', 'Public', 'gold'] })

export const statusOptions = options({ draft: ['草稿', 'Draft', 'blue'], published: ['已发布', 'Published', 'green'], retired: ['已下线', 'Retired', 'default'] })

export const editionOptions = options({ draft: ['修订中', 'Being revised', 'blue'], published: ['现行', 'In force', 'green'], superseded: ['历史', 'Earlier'], dropped: ['已放弃', 'Dropped'] })
