import { describe, expect, it } from 'vitest'
import { readS3Request } from '#infra/local/cloud/proxy/read-request.ts'
import { dynamoAccesses, sqsAccesses } from '#infra/local/cloud/proxy/services/json-accesses.ts'
import { mailAccesses, readRawEmail } from '#infra/local/cloud/proxy/services/ses.ts'

const arn = (rest: string) => `arn:aws:dynamodb:eu-central-1:000000000000:table/${rest}`
const pairs = (accesses: readonly { action: string; resource: string }[]) =>
	accesses.map(({ action, resource }) => [action, resource])

describe('what a request needs', () => {
	it('asks per item of a transaction', () => {
		const TransactItems = [
			{ Put: { TableName: 'A' } },
			{ Update: { TableName: 'B' } },
			{ Delete: { TableName: 'C' } },
			{ ConditionCheck: { TableName: 'D' } },
		]
		expect(pairs(dynamoAccesses('TransactWriteItems', { TransactItems }))).toEqual([
			['dynamodb:PutItem', arn('A')],
			['dynamodb:UpdateItem', arn('B')],
			['dynamodb:DeleteItem', arn('C')],
			['dynamodb:ConditionCheckItem', arn('D')],
		])
	})

	it('asks per table of a batch, and on the index that is queried', () => {
		expect(pairs(dynamoAccesses('BatchGetItem', { RequestItems: { A: {}, B: {} } }))).toEqual([
			['dynamodb:BatchGetItem', arn('A')],
			['dynamodb:BatchGetItem', arn('B')],
		])
		expect(pairs(dynamoAccesses('Query', { TableName: 'A', IndexName: 'due' }))).toEqual([
			['dynamodb:Query', arn('A/index/due')],
		])
	})

	it('asks for the single act of a queue batch', () => {
		const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/000000000000/Jobs'
		expect(pairs(sqsAccesses('DeleteMessageBatch', { QueueUrl }))).toEqual([
			['sqs:DeleteMessage', 'arn:aws:sqs:eu-central-1:000000000000:Jobs'],
		])
	})

	it('finds bucket and key in the host and in the path', () => {
		const byHost = readS3Request('PUT', '/raw/a%20b?x-id=PutObject', { host: 'box.s3.eu-central-1.amazonaws.com' })
		const byPath = readS3Request('GET', '/box/raw/a', { host: 's3.eu-central-1.amazonaws.com' })
		expect(byHost).toMatchObject({ bucket: 'box', key: 'raw/a b', path: '/box/raw/a%20b?x-id=PutObject' })
		expect(pairs(byHost.accesses)).toEqual([['s3:PutObject', 'arn:aws:s3:::box/raw/a b']])
		expect(pairs(byPath.accesses)).toEqual([['s3:GetObject', 'arn:aws:s3:::box/raw/a']])
	})

	it('asks for reading the source of a copy as well', () => {
		const headers = { host: 's3.eu-central-1.amazonaws.com', 'x-amz-copy-source': 'box/raw/a' }
		expect(pairs(readS3Request('PUT', '/box/parked/a', headers).accesses)).toEqual([
			['s3:PutObject', 'arn:aws:s3:::box/parked/a'],
			['s3:GetObject', 'arn:aws:s3:::box/raw/a'],
		])
	})
})

describe('a raw mail', () => {
	const setup = { identities: ['hilft.example'], configurationSets: ['tracked'] }
	const data = (text: string) => ({ 'RawMessage.Data': Buffer.from(text).toString('base64') })
	const headers =
		'From: Hilft <hilft@hilft.example>\r\nTo: a@kunde.example,\r\n <b@kunde.example>\r\n\r\nTo: not@this.one'

	it('takes the envelope from the request before the headers', () => {
		const form = { ...data(headers), 'Destinations.member.1': 'c@kunde.example', Source: 'hilft@hilft.example' }
		expect(readRawEmail(form)).toMatchObject({ from: 'hilft@hilft.example', to: ['c@kunde.example'] })
	})

	it('falls back to the headers of the mail, folded ones too', () => {
		expect(readRawEmail(data(headers))).toMatchObject({
			from: 'hilft@hilft.example',
			to: ['a@kunde.example', 'b@kunde.example'],
		})
	})

	it('needs the right on the identity and on the configuration set', () => {
		const mail = readRawEmail({ ...data(headers), ConfigurationSetName: 'tracked' })
		expect(pairs(mailAccesses(mail, setup))).toEqual([
			['ses:SendRawEmail', 'arn:aws:ses:eu-central-1:000000000000:identity/hilft.example'],
			['ses:SendRawEmail', 'arn:aws:ses:eu-central-1:000000000000:configuration-set/tracked'],
		])
	})

	it('keeps the tags', () => {
		const tags = { 'Tags.member.1.Name': 'request', 'Tags.member.1.Value': 'req_1' }
		expect(readRawEmail({ ...data(headers), ...tags }).tags).toEqual({ request: 'req_1' })
	})

	it.each(['zwei@kunde.example\r\nBcc: x@y.example', 'a b@kunde.example', 'jürgen@kunde.example', 'nobody'])(
		'refuses the recipient %j',
		(recipient) => {
			expect(() => readRawEmail({ ...data(headers), 'Destinations.member.1': recipient })).toThrow('Illegal address')
		},
	)

	it('refuses a mail to nobody, from an unverified sender, or through an unknown configuration set', () => {
		expect(() => readRawEmail(data('From: a@hilft.example\r\n\r\n'))).toThrow('Missing required header')
		const stranger = readRawEmail({ ...data(headers), Source: 'a@other.example' })
		expect(() => mailAccesses(stranger, setup)).toThrow('not verified')
		const unknown = readRawEmail({ ...data(headers), ConfigurationSetName: 'none' })
		expect(() => mailAccesses(unknown, setup)).toThrow('does not exist')
	})
})
