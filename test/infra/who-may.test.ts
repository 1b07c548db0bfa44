import { describe, expect, it } from 'vitest'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'
import { rightsOf, roleOf, statementsOf } from './rights.ts'

const stage = synthesisedStage('prod')
const functions = stage.ofType('AWS::Lambda::Function').map(({ label }) => label)

const on = (service: string, resource: string, actions: string) =>
	actions.split(' ').map((action) => `${service}:${action} on ${resource}`)
const table = (name: string, actions: string) => on('dynamodb', name, actions)
const sends = (...queues: readonly string[]) => queues.map((queue) => `sqs:SendMessage on ${queue}/Queue`)
const works = (queue: string) =>
	on('sqs', `${queue}/Queue`, 'ReceiveMessage DeleteMessage GetQueueAttributes ChangeMessageVisibility')
const reads = (...secrets: readonly string[]) => secrets.map((it) => `secretsmanager:GetSecretValue on ${it}`)
const puts = (prefix: string) => `s3:PutObject on Raw/Bucket/${prefix}/*`
const gets = (prefix: string) => `s3:GetObject on Raw/Bucket/${prefix}/*`
const copies = (actions: string) => on('s3', 'Copies/Bucket/media/*', actions)
/** With each step of a case its row in the queue changes; nobody reads it for that. */
const APPEND = [...table('Facts', 'PutItem Query'), ...table('Queue', 'UpdateItem')]
const QUEUE = 'all holder team asked danger failed release due window closed'
	.split(' ')
	.flatMap((list) => table(`Queue/index/${list}`, 'Query'))

const READS_SWITCH = 'ssm:GetParameter on arn:aws:ssm:eu-central-1:AWS::AccountId:parameter/hilft/prod/sending'

const outboundToNetwork = [
	...APPEND,
	...table('Cases', 'GetItem BatchGetItem PutItem'),
	...table('Content', 'BatchGetItem PutItem'),
	...table('SendLimits', 'Query GetItem PutItem UpdateItem DeleteItem'),
	READS_SWITCH,
	...reads('Link', 'Identity'),
]

/** The API and the pages do the same work. */
const AT_DESK = [
	...APPEND,
	...table('Cases', 'GetItem BatchGetItem PutItem'),
	...table('Cases/index/list', 'Query'),
	...table('Cases/index/closings', 'Query'),
	...table('Cases/index/proposed', 'Query'),
	...table('Cases/index/muted', 'Query'),
	...table('Cases/index/promises', 'Query'),
	...QUEUE,
	...table('Content', 'BatchGetItem PutItem'),
	...table('Content/index/asides', 'Query'),
	...table('Content/index/thread', 'Query'),
	...table('Ledger', 'GetItem Query'),
	...table('Ledger/index/open', 'Query'),
	...table('SendLimits', 'Query'),
	READS_SWITCH,
	...table('Agents', 'GetItem Query PutItem'),
	...table('Seen', 'GetItem PutItem Query'),
	...table('Drafts', 'GetItem PutItem Query DeleteItem'),
	...table('Drafts/index/shown', 'Query'),
	...table('Presence', 'BatchGetItem GetItem UpdateItem'),
	...table('Pulses', 'BatchGetItem UpdateItem'),
	...table('Search', 'Query BatchGetItem'),
	...reads('SearchKey'),
	...table('Deletions', 'GetItem PutItem'),
	...table('Deletions/index/list', 'Query'),
	...copies('GetObject'),
	...table('Cursors', 'GetItem BatchGetItem'),
	...sends('DeskCommands', 'Looks'),
]

/** What each function needs for its work, written out a second time: all of it, nothing else. */
const whoMay: Readonly<Record<string, readonly string[]>> = {
	'intake-x': [...sends('Deliveries'), puts('raw'), ...reads('XWebhook')],
	'intake-meta': [...sends('Deliveries'), puts('raw'), ...reads('MetaWebhook')],
	worker: [
		...works('Deliveries'),
		...works('PageCommands'),
		...works('MailCommands'),
		...works('DeskCommands'),
		...works('HouseCommands'),
		...works('FactCommands'),
		...APPEND,
		...table('Cases', 'GetItem PutItem'),
		...table('Content', 'BatchGetItem PutItem'),
		...table('Ledger', 'GetItem Query PutItem UpdateItem'),
		gets('raw'),
		gets('parked'),
		's3:ListBucket on Raw/Bucket',
		puts('parked'),
		...sends('Deliveries', 'MailRetries', 'Media', 'Looks'),
		...reads('Identity'),
		...table('Vault', 'PutItem'),
		...table('VaultKeys', 'PutItem'),
		'kms:GenerateDataKey on VaultKey',
	],
	dispatch: [
		...works('Hints'),
		...sends('SearchCases'),
		...table('Facts', 'Query DescribeStream GetRecords GetShardIterator ListStreams'),
		'sqs:SendMessage on DispatchFailures',
		...table('Cases', 'UpdateItem'),
		...table('Cursors', 'GetItem PutItem'),
		...table('Requests', 'GetItem PutItem UpdateItem'),
		...sends('FactCommands', 'OutboundX', 'OutboundMeta', 'OutboundMail', 'Media', 'Erasures'),
		...reads('Link'),
	],
	'outbound-x': [...works('OutboundX'), ...sends('OutboundX'), ...outboundToNetwork, ...reads('XApi')],
	'outbound-meta': [...works('OutboundMeta'), ...sends('OutboundMeta'), ...outboundToNetwork, ...reads('MetaApi')],
	'outbound-mail': [
		...works('OutboundMail'),
		...sends('OutboundMail'),
		READS_SWITCH,
		...APPEND,
		...table('Cases', 'GetItem PutItem'),
		...table('Content', 'BatchGetItem'),
		...table('Requests', 'GetItem UpdateItem'),
		'ses:SendRawEmail on arn:aws:ses:eu-central-1:AWS::AccountId:configuration-set/Mail/ConfigurationSet',
		'ses:SendRawEmail on arn:aws:ses:eu-central-1:AWS::AccountId:identity/Mail/Identity',
		...reads('Link'),
	],
	sweep: [
		'sns:Publish on Danger',
		...APPEND,
		...table('Cases', 'GetItem BatchGetItem PutItem'),
		...table('Cases/index/due', 'Query'),
		...table('Cases/index/list', 'Query'),
		...table('Cases/index/awaited', 'Query'),
		...table('Cases/index/demands', 'Query'),
		...table('Agents', 'GetItem Query'),
		...table('Cursors', 'GetItem BatchGetItem PutItem'),
		...table('Requests', 'GetItem UpdateItem'),
		...table('Requests/index/pending', 'Query'),
		...table('Vault', 'Query DeleteItem'),
		...table('VaultKeys', 'DeleteItem'),
		READS_SWITCH,
		...sends('HouseCommands', 'Hints', 'OutboundX', 'OutboundMeta', 'OutboundMail'),
	],
	api: [...AT_DESK, gets('parked'), 's3:ListBucket on Raw/Bucket'],
	'web-desk': [
		...AT_DESK,
		...table('Sessions', 'GetItem PutItem UpdateItem DeleteItem'),
		...table('Sessions/index/person', 'Query'),
	],
	'customer-data': [
		...APPEND,
		...table('Cases', 'GetItem BatchGetItem PutItem'),
		...table('Vault', 'Query DeleteItem'),
		...table('VaultKeys', 'GetItem DeleteItem'),
		...table('Agents', 'GetItem'),
		...table('Sessions', 'GetItem'),
		...table('Seen', 'GetItem PutItem'),
		'kms:Decrypt on VaultKey',
		...table('Requests', 'GetItem UpdateItem'),
	],
	'web-customer': [
		...table('Requests', 'GetItem UpdateItem'),
		...table('Vault', 'PutItem'),
		...table('VaultKeys', 'PutItem'),
		'kms:GenerateDataKey on VaultKey',
		...sends('PageCommands'),
		...reads('Address'),
	],
	media: [
		...works('Media'),
		...table('Content', 'BatchGetItem PutItem'),
		...copies('PutObject DeleteObject'),
		...sends('MailCommands'),
		...reads('XApi', 'MetaApi'),
	],
	erasure: [
		...works('Erasures'),
		...sends('Erasures'),
		...APPEND,
		...table('Cases', 'GetItem BatchGetItem PutItem DeleteItem'),
		...table('Content', 'BatchGetItem PutItem'),
		...table('Content/index/author', 'Query'),
		...table('Drafts', 'Query UpdateItem DeleteItem'),
		...table('Drafts/index/looks', 'Query'),
		...table('Requests', 'GetItem UpdateItem'),
		...table('Vault', 'Query DeleteItem'),
		...table('VaultKeys', 'DeleteItem'),
		...table('Ledger', 'GetItem Query UpdateItem'),
		...table('Deletions', 'GetItem PutItem'),
		...table('Deletions/index/list', 'Query'),
		gets('raw'),
		gets('parked'),
		's3:ListBucket on Raw/Bucket',
		's3:DeleteObject on Raw/Bucket/raw/*',
		gets('mail'),
		's3:DeleteObject on Raw/Bucket/mail/*',
		...reads('Address', 'MetaWebhook'),
		...table('ErasureProgress', 'GetItem PutItem DeleteItem'),
		's3:DeleteObject on Raw/Bucket/parked/*',
		...copies('DeleteObject'),
		...table('Search', 'Query DeleteItem'),
	],
	'meta-callbacks': [
		...table('Deletions', 'GetItem PutItem'),
		...sends('Erasures'),
		...reads('MetaWebhook', 'Identity'),
	],
	'web-deletion': table('Deletions', 'GetItem'),
	reconcile: [
		...table('Facts', 'Query'),
		...table('Cases', 'GetItem BatchGetItem'),
		...table('Cases/index/list', 'Query'),
		...table('Content', 'BatchGetItem'),
		...table('Content/index/thread', 'Query'),
		...works('Looks'),
		...table('Cursors', 'GetItem BatchGetItem PutItem UpdateItem'),
		...sends('HouseCommands'),
		...reads('XApi', 'MetaApi'),
	],
	'mail-in': [
		...works('MailIn'),
		...works('MailRetries'),
		...APPEND,
		...table('Cases', 'GetItem PutItem'),
		...table('Content', 'PutItem'),
		...table('Requests', 'GetItem'),
		...table('Ledger', 'GetItem PutItem UpdateItem'),
		gets('mail'),
		gets('parked'),
		's3:ListBucket on Raw/Bucket',
		puts('parked'),
		...copies('PutObject'),
		...sends('MailCommands'),
		...reads('Identity'),
	],
	search: [
		...works('SearchCases'),
		...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((it) => `dynamodb:${it} on Content`),
		'sqs:SendMessage on SearchFailures',
		...table('Facts', 'Query'),
		...table('Cases', 'GetItem'),
		...table('Content', 'BatchGetItem ConditionCheckItem'),
		...table('Search', 'BatchGetItem Query PutItem UpdateItem DeleteItem'),
		...table('Ledger', 'Query'),
		...reads('SearchKey'),
	],
	project: [
		...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((it) => `dynamodb:${it} on Facts`),
		'sqs:SendMessage on ProjectFailures',
		...table('Pulses', 'UpdateItem'),
	],
	'mail-events': [...works('MailEvents'), ...table('Requests', 'GetItem UpdateItem'), ...sends('MailCommands')],
}

const whoHas = (pattern: RegExp): string[] =>
	functions.filter((name) => rightsOf(stage, name).some((right) => pattern.test(right)))

describe('who may', () => {
	it('names every function of the template, and no other', () => {
		expect(functions.toSorted()).toEqual(Object.keys(whoMay).toSorted())
	})

	it.each(Object.keys(whoMay))('gives %s exactly its rights', (name) => {
		expect(rightsOf(stage, name)).toEqual([...new Set(whoMay[name])].sort())
	})

	it('gives both stages the same rights', () => {
		const dev = synthesisedStage('dev')
		const ofAnyStage = (rights: readonly string[]) => rights.map((right) => right.replace(/hilft\/(?:dev|prod)\//, ''))
		for (const name of functions) expect(ofAnyStage(rightsOf(dev, name))).toEqual(ofAnyStage(rightsOf(stage, name)))
	})

	it('lets nobody change or remove a fact', () => {
		const facts = functions.flatMap((name) => rightsOf(stage, name).filter((right) => right.endsWith(' on Facts')))
		expect(new Set(facts.map((right) => right.split(' ')[0]))).toEqual(
			new Set(
				['PutItem', 'Query', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
					(action) => `dynamodb:${action}`,
				),
			),
		)
	})

	it('lets only customer-data decrypt, and only those who put data away make data keys', () => {
		expect(whoHas(/^kms:Decrypt/)).toEqual(['customer-data'])
		expect(whoHas(/^kms:GenerateDataKey/).toSorted()).toEqual(['web-customer', 'worker'])
		expect(whoHas(/^kms:(?!Decrypt|GenerateDataKey on)/)).toEqual([])
	})

	it('keeps web-customer away from facts, words, cases and from everything it wrote', () => {
		const rights = rightsOf(stage, 'web-customer')
		expect(rights.filter((right) => / on (Facts|Content|Cases|Ledger|Raw)/.test(right))).toEqual([])
		expect(rights.filter((right) => / on Vault(Keys)?$/.test(right))).toEqual([
			'dynamodb:PutItem on Vault',
			'dynamodb:PutItem on VaultKeys',
		])
	})

	it('keeps the webhooks away from every table', () => {
		expect(whoHas(/^dynamodb:/)).not.toContain('intake-x')
		expect(whoHas(/^dynamodb:/)).not.toContain('intake-meta')
	})

	it('lets only media and mail-in keep copies, only media and erasure erase them, and only the desk shows them', () => {
		expect(whoHas(/^s3:PutObject on Copies/).toSorted()).toEqual(['mail-in', 'media'])
		expect(whoHas(/^s3:GetObject on Copies/).toSorted()).toEqual(['api', 'web-desk'])
		expect(whoHas(/^s3:DeleteObject on Copies/).toSorted()).toEqual(['erasure', 'media'])
	})

	it('shows what nobody understood by the API alone, and bodies as they came by none', () => {
		const readers = ['api', 'erasure', 'mail-in', 'worker']
		expect(whoHas(/^s3:GetObject on Raw\/Bucket\/parked/).toSorted()).toEqual(readers)
		expect(whoHas(/^s3:GetObject on Raw\/Bucket\/(raw|mail)/)).not.toContain('api')
	})

	it('lets erasure alone remove bodies and contacts, and gives it nothing that it could read of what was given', () => {
		expect(whoHas(/^s3:DeleteObject on Raw/)).toEqual(['erasure'])
		expect(whoHas(/^dynamodb:DeleteItem on Cases/)).toEqual(['erasure'])
		const rights = rightsOf(stage, 'erasure')
		expect(rights.filter((right) => /^(kms|ses):/.test(right))).toEqual([])
		expect(rights.filter((right) => /GetItem on Vault|PutItem on (Vault|Ledger|Requests)/.test(right))).toEqual([])
	})

	it('lets nobody but the search write what leads to a case, and nobody who reads it tell a word by it without the key', () => {
		expect(whoHas(/(Put|Update)Item on Search$/)).toEqual(['search'])
		expect(whoHas(/DeleteItem on Search$/).toSorted()).toEqual(['erasure', 'search'])
		expect(whoHas(/^secretsmanager:GetSecretValue on SearchKey$/).toSorted()).toEqual(['api', 'search', 'web-desk'])
	})

	it('lets the pages of the desk alone make and end sessions, customer-data ask them, and nobody else see one', () => {
		expect(whoHas(/(Put|Update|Delete)Item on Sessions$/)).toEqual(['web-desk'])
		expect(whoHas(/ on Sessions$/).toSorted()).toEqual(['customer-data', 'web-desk'])
		expect(rightsOf(stage, 'web-desk').filter((right) => /^kms:| on Vault| on Requests/.test(right))).toEqual([])
	})

	it('lets the page of a deletion read that and nothing else', () => {
		expect(rightsOf(stage, 'web-deletion')).toEqual(['dynamodb:GetItem on Deletions'])
	})

	it('lets nobody but the erasure note how far it is: who could, could have it end without erasing', () => {
		expect(whoHas(/ on ErasureProgress$/)).toEqual(['erasure'])
	})

	it('lets no function put a row into the vault but web-customer and the worker, or read it but customer-data', () => {
		expect(whoHas(/PutItem on Vault/).toSorted()).toEqual(['web-customer', 'worker'])
		expect(whoHas(/GetItem on Vault/)).toEqual(['customer-data'])
	})

	it('has no managed policy, no star in an action, and no star in a resource but of X-Ray and below the prefixes of buckets', () => {
		for (const name of functions) {
			const role = roleOf(stage, name)
			expect(role.properties.ManagedPolicyArns).toBeUndefined()
			for (const { Action, Resource } of statementsOf(stage, role)) {
				expect(JSON.stringify(Action)).not.toContain('*')
				const stars = [Resource].flat().filter((resource) => JSON.stringify(resource).includes('*'))
				if (JSON.stringify(Action).includes('xray:')) {
					expect(Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'])
				} else {
					expect(
						stars.map((it) => stage.nameOf(it as string)).filter((it) => !/\/(raw|parked|media|mail)\/\*$/.test(it)),
					).toEqual([])
				}
			}
		}
	})

	it('gives each function a role of its own that only Lambda may take', () => {
		const roles = functions.map((name) => roleOf(stage, name))
		expect(new Set(roles.map(({ logicalId }) => logicalId)).size).toBe(functions.length)
		for (const { properties } of roles) {
			expect(properties.AssumeRolePolicyDocument.Statement).toEqual([
				{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
			])
		}
	})

	it('refuses the vault key, by its own policy, to every role without the tag', () => {
		const [key] = stage.ofType('AWS::KMS::Key')
		expect(key?.properties.EnableKeyRotation).toBe(true)
		const denials = key?.properties.KeyPolicy.Statement.filter((it: { Effect: string }) => it.Effect === 'Deny')
		expect(denials).toMatchObject([
			{
				Action: expect.arrayContaining(['kms:Decrypt']),
				Condition: { StringNotEquals: { 'aws:PrincipalTag/hilft-vault': 'reader' } },
			},
			{
				Action: expect.arrayContaining(['kms:GenerateDataKey']),
				Condition: { StringNotEquals: { 'aws:PrincipalTag/hilft-vault': 'writer' } },
			},
		])
		const tagged = stage
			.ofType('AWS::IAM::Role')
			.flatMap(({ label, properties }) =>
				(properties.Tags ?? []).map((tag: { Key: string; Value: string }) => `${label} ${tag.Key}=${tag.Value}`),
			)
		expect(tagged.sort()).toEqual([
			'customer-data-role hilft-vault=reader',
			'web-customer-role hilft-vault=writer',
			'worker-role hilft-vault=writer',
		])
	})
})
