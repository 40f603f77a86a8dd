import { afterAll, describe, expect, test } from 'vitest'
import type { TableOptions } from './read-table.ts'
import { fileOf, hasSharedData, readAll, removeFiles, sharedData } from './test-files.ts'

afterAll(removeFiles)

async function cards(path: string, options?: TableOptions): Promise<Record<string, string>[]> {
  const { table, cells } = await readAll(path, options)
  return cells.map((row) => Object.fromEntries(row.map((cell, at): [string, string] => [table.columns[at] ?? '', cell]).filter(([, cell]) => cell !== '')))
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

describe('a card', () => {
  test('of version 2.1 in GBK and in quoted-printable is read', async () => {
    const gbk = Buffer.from('d5c5ceb0', 'hex').toString('latin1')
    const text = card('VERSION:2.1', `N;CHARSET=GBK:${gbk}`, 'TEL;CELL:13800000000', 'ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=E5=8D=97=E4=BA=AC=E4=B8=9C=E8=B7=AF=', '1=E5=8F=B7;=E4=B8=8A=E6=B5=B7;;200001;=E4=B8=AD=E5=9B=BD')
    expect(await cards(fileOf(Buffer.from(text, 'latin1')))).toEqual([
      { full_name: '张伟', family_name: '张伟', phones: '13800000000', street: '南京东路1号', city: '上海', postal_code: '200001', country: '中国' },
    ])
  })

  test('without a full name has it composed, Chinese names without blanks', async () => {
    const text = card('VERSION:3.0', 'N:张;伟') + card('VERSION:3.0', 'N:Doe;John;M.;Dr.;Jr.') + card('VERSION:4.0', 'ORG:Acme;Sales;East') + card('VERSION:4.0', 'TEL:123')
    expect((await cards(fileOf(text))).map((one) => [one.full_name, one.department])).toEqual([['张伟', undefined], ['Dr. John M. Doe Jr.', undefined], ['Acme', 'Sales / East'], ['123', undefined]])
  })

  test('puts the preferred first and fax last, and loses none', async () => {
    const [read] = await cards(fileOf(card('VERSION:4.0', 'TEL;TYPE=fax:1', 'TEL:2', 'TEL;PREF=1:3', 'TEL:2', 'EMAIL:a@x', 'EMAIL;TYPE=pref:b@x', 'ADR:;;One;A;;;', 'ADR;PREF=1:;;Two;B;;;')))
    expect(read).toMatchObject({ phones: '3;2;1', emails: 'b@x;a@x', street: 'Two', city: 'B', other_addresses: 'One, A' })
  })

  test.each([['19220310', '1922-03-10'], ['1980-03-22T00:00:00Z', '1980-03-22'], ['--0203', '--02-03'], ['--02-03', '--02-03'], ['1985', '1985'], ['circa 1800', 'circa 1800']])('born %s is born %s', async (written, read) => {
    expect(await cards(fileOf(card('VERSION:4.0', 'FN:x', `BDAY:${written}`)))).toMatchObject([{ birthday: read }])
  })

  test('keeps folded lines, escapes and quoted parameters; a backslash in 2.1 is a backslash', async () => {
    const text = card('VERSION:3.0', 'item1.FN;X="a:b;c":Anna\\, the', '  second', 'NOTE:one\\ntwo\\;', 'GENDER:F;girl') + card('VERSION:2.1', 'FN:y', 'NOTE:C:\\new\\;')
    expect(await cards(fileOf(text))).toEqual([{ full_name: 'Anna, the second', note: 'one\ntwo;', gender: 'female' }, { full_name: 'y', note: 'C:\\new;' }])
  })

  test('loses its picture but nothing behind it, with or without indentation', async () => {
    const text = card('VERSION:2.1', 'PHOTO;ENCODING=BASE64;JPEG:', 'AAAA', 'BBBB==', '', 'FN:x') + card('VERSION:3.0', 'PHOTO;ENCODING=b:AAAA', ' BBBB', 'FN:y')
    expect(await cards(fileOf(text))).toEqual([{ full_name: 'x' }, { full_name: 'y' }])
  })

  test('within a card is not a card, and a card that never ends is one', async () => {
    const text = `BEGIN:VCARD\nVERSION:2.1\nFN:boss\nAGENT:\n${card('FN:agent')}TEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:open\nBEGIN:VCARD\nFN:last`
    expect(await cards(fileOf(text))).toEqual([{ full_name: 'boss', phones: '1' }, { full_name: 'open' }, { full_name: 'last' }])
  })

  test('may be UTF-16, and comes with its line', async () => {
    const { rows } = await readAll(fileOf(Buffer.from(`\ufeff${card('FN:张伟')}\r\n${card('FN:李四')}`, 'utf16le')))
    expect(rows.map((row) => [row.line, row.cells[0]])).toEqual([[1, '张伟'], [5, '李四']])
  })

  test('that swells without end is refused', async () => {
    await expect(readAll(fileOf(card('FN:x', `NOTE:${'\r\n y'.repeat(100_000)}`)), { limits: { rowLength: 10_000 } })).rejects.toMatchObject({ code: 'row_too_long' })
  })
})

describe.skipIf(!hasSharedData)('cards of real programs', () => {
  const read = (name: string) => cards(sharedData(`vcard/${name}`))

  test('Outlook 2007', async () => {
    expect(await read('outlook-2007.vcf')).toMatchObject([
      { full_name: 'Mr. Michael Angstadt Jr.', family_name: 'Angstadt', given_name: 'Michael', organisation: 'TheCompany', department: 'TheDepartment', title: 'TheJobTitle', phones: '(111) 555-1111;(111) 555-2222;(111) 555-4444;(111) 555-3333', emails: 'mike.angstadt@gmail.com', street: '222 Broadway, TheOffice', city: 'New York', province: 'NY', postal_code: '99999', country: 'USA', birthday: '1922-03-10' },
    ]) // prettier-ignore
  })

  test('RFC 6350', async () => {
    expect(await read('rfc6350-example.vcf')).toEqual([
      { full_name: 'Simon Perreault', family_name: 'Perreault', given_name: 'Simon', organisation: 'Viagenie', phones: '+1-418-656-9254 ext. 102;+1-418-262-6501', emails: 'simon.perreault@viagenie.ca', street: '2875 Laurier, Suite D2-630', city: 'Quebec', province: 'QC', postal_code: 'G1V 2M2', country: 'Canada', birthday: '--02-03', gender: 'male', url: 'http://nomis80.org' },
    ]) // prettier-ignore
  })

  test('Thunderbird', async () => {
    const [card] = await read('thunderbird-MoreFunctionsForAddressBook-extension.vcf')
    expect(card).toMatchObject({ full_name: 'John Doe', birthday: '1970-09-21', city: 'New York', other_addresses: 'Apt 10, 123 Main St, Austin, TX, 12345, USA', note: 'This is the notes field.\nSecond Line\n\nFourth Line\nYou can put anything in the "note" field; even curse words.' })
    expect([card?.phones?.split(';').length, card?.emails?.split(';').length]).toEqual([5, 5])
  })

  test('Gmail', async () => {
    expect((await read('gmail-list.vcf')).map((one) => [one.full_name, one.emails])).toEqual([['Arnold Smith', 'asmithk@gmail.com'], ['Chris Beatle', 'chrisy55d@yahoo.com'], ['Doug White', 'dwhite@gmail.com']])
    expect(await read('gmail-single.vcf')).toMatchObject([{ full_name: 'Greg Dartmouth', phones: '555 555 1111;555 555 2222', birthday: '1960-09-10', street: '123 Home St, Home City, HM 12345', other_addresses: '321 Custom St, Custom City, TX, 98765, USA' }])
    const [second] = await read('gmail-single2.vcf')
    expect([second?.phones?.split(';').length, second?.emails?.split(';').length, second?.other_addresses?.split('\n').length, second?.birthday]).toEqual([11, 5, 4, '1912-06-23'])
    expect(await read('John_Doe_GMAIL.vcf')).toMatchObject([{ full_name: 'Mr. John Richter, James Doe Sr.', given_name: 'John', phones: '905-555-1234;905-666-1234', birthday: '1980-03-22', street: 'Crescent moon drive, 555-asd, Nice Area, Albaney, New York 12345, United States of America' }])
  })

  test('Android', async () => {
    const android = await read('John_Doe_ANDROID.vcf')
    expect(android.map((one) => [one.full_name, one.phones, one.emails])).toEqual([
      ['john.doe@company.com', undefined, 'john.doe@company.com'],
      ['jane.doe@company.com', undefined, 'jane.doe@company.com'],
      ['Ñ Ñ Ñ Ñ Ñ', '123456789', undefined],
      [Array(11).fill('Ñ').join(' '), '123456;234567;3456789;45678901', undefined],
      ['Ñ Ñ Ñ Ñ', '123456', 'bob@company.com;ÑÑÑÑÑÑÑÑÑÑÑÑÑÑ'],
      ['ÑÑÑÑ', '55556666', 'henry@company.com'],
    ])
  })
})
