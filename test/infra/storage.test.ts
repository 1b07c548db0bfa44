import { describe, expect, it } from 'vitest'
import { synthesisedStage, type TemplateResource } from '#test/support/synthesised-stage.ts'

const stages = { dev: synthesisedStage('dev'), prod: synthesisedStage('prod') }
const replicaOf = (table: TemplateResource) => table.properties.Replicas[0]
const tableKey = ({ label, properties }: TemplateResource) => [
	label,
	properties.KeySchema.map((key: { AttributeName: string }) => key.AttributeName).join(' '),
]

describe.each(['dev', 'prod'] as const)('the tables of %s', (name) => {
	const tables = stages[name].ofType('AWS::DynamoDB::GlobalTable')

	it('have these keys, and no other table is there', () => {
		expect(Object.fromEntries(tables.map(tableKey))).toEqual({
			Facts: 'caseId version',
			Cases: 'id',
			Queue: 'id',
			Content: 'id',
			Requests: 'id',
			Vault: 'caseId item',
			VaultKeys: 'submissionId',
			Ledger: 'bucket id',
			SendLimits: 'account limit',
			Cursors: 'id',
			Deletions: 'id',
			Agents: 'kind id',
			ErasureProgress: 'caseId',
			Seen: 'id who',
			Drafts: 'id draft',
			Presence: 'id',
			Pulses: 'id',
			Search: 'id entry',
			Sessions: 'hash',
		})
	})

	it('can be restored to any second, save the keys of the vault, whose deletion is the erasure, what agents saw or left unsent, who is signed in, and what is made anew', () => {
		for (const table of tables) {
			expect([table.label, replicaOf(table).PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled]).toEqual([
				table.label,
				!['VaultKeys', 'Seen', 'Drafts', 'Presence', 'Pulses', 'Search', 'Sessions'].includes(table.label),
			])
		}
	})

	it('cost nothing while idle and lie under a key of AWS', () => {
		for (const { properties } of tables) {
			expect(properties.BillingMode).toBe('PAY_PER_REQUEST')
			expect(properties.SSESpecification).toEqual({ SSEEnabled: false })
		}
	})

	it('announce facts, which hold no words, and content by its keys alone', () => {
		const streams = tables.filter(({ properties }) => properties.StreamSpecification)
		expect(streams.map(({ label, properties }) => [label, properties.StreamSpecification.StreamViewType])).toEqual([
			['Facts', 'NEW_IMAGE'],
			['Content', 'KEYS_ONLY'],
		])
	})

	it('copy no words into an index, save those of the queue, whose rows are shown from there and carried by no stream', () => {
		const [queue] = tables.filter(({ label }) => label === 'Queue')
		expect([queue?.properties.StreamSpecification, queue?.properties.TimeToLiveSpecification.AttributeName]).toEqual([
			undefined,
			'ttl',
		])
		const shown = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['row', 'text', 'name', 'handle'] }
		expect(queue?.properties.GlobalSecondaryIndexes.map((index: Record<string, never>) => index.Projection)).toEqual(
			Array.from({ length: 10 }, () => shown),
		)
		const others = tables.filter(({ label }) => label !== 'Queue')
		const projections = others.flatMap(({ label, properties }) =>
			(properties.GlobalSecondaryIndexes ?? []).map((index: Record<string, never>) => [
				`${label}/${index.IndexName}`,
				index.Projection,
			]),
		)
		expect(Object.fromEntries(projections)).toEqual({
			'Cases/list': { ProjectionType: 'KEYS_ONLY' },
			'Cases/due': { ProjectionType: 'KEYS_ONLY' },
			'Cases/proposed': { ProjectionType: 'KEYS_ONLY' },
			'Cases/muted': { ProjectionType: 'KEYS_ONLY' },
			'Cases/awaited': { ProjectionType: 'KEYS_ONLY' },
			'Cases/demands': { ProjectionType: 'KEYS_ONLY' },
			'Cases/closings': { ProjectionType: 'KEYS_ONLY' },
			'Cases/promises': { ProjectionType: 'KEYS_ONLY' },
			'Requests/pending': { ProjectionType: 'KEYS_ONLY' },
			'Content/asides': { ProjectionType: 'KEYS_ONLY' },
			'Content/author': { ProjectionType: 'KEYS_ONLY' },
			'Deletions/list': { ProjectionType: 'KEYS_ONLY' },
			'Drafts/shown': { ProjectionType: 'INCLUDE', NonKeyAttributes: ['at'] },
			'Drafts/looks': { ProjectionType: 'KEYS_ONLY' },
			'Ledger/open': { ProjectionType: 'INCLUDE', NonKeyAttributes: ['left'] },
			'Sessions/person': { ProjectionType: 'INCLUDE', NonKeyAttributes: ['lastActAt'] },
			'Content/thread': { ProjectionType: 'INCLUDE', NonKeyAttributes: ['asideShard'] },
		})
	})
})

describe('what a stage protects', () => {
	it('keeps all of prod: deletion protection, retained data, stacks that cannot be deleted by mistake', () => {
		const { prod } = stages
		expect(prod.terminationProtection).toEqual([true, true])
		for (const table of prod.ofType('AWS::DynamoDB::GlobalTable')) {
			expect(replicaOf(table).DeletionProtectionEnabled).toBe(true)
		}
		for (const type of [
			'AWS::DynamoDB::GlobalTable',
			'AWS::S3::Bucket',
			'AWS::KMS::Key',
			'AWS::SecretsManager::Secret',
			'AWS::SQS::Queue',
		]) {
			for (const resource of prod.ofType(type))
				expect([resource.label, resource.deletionPolicy]).toEqual([resource.label, 'Retain'])
		}
	})

	it('lets dev be thrown away', () => {
		const { dev } = stages
		expect(dev.terminationProtection).toEqual([false, false])
		for (const table of dev.ofType('AWS::DynamoDB::GlobalTable')) {
			expect([replicaOf(table).DeletionProtectionEnabled, table.deletionPolicy]).toEqual([false, 'Delete'])
		}
	})

	it('refuses a stage it does not know', async () => {
		const { createHilftApp } = await import('#infra/hilft-app.ts')
		expect(() => createHilftApp({ context: { stage: 'test' } })).toThrow('must be dev or prod, not "test"')
	})
})

describe.each(['dev', 'prod'] as const)('bucket, secrets and mail of %s', (name) => {
	const stage = stages[name]

	it('closes the buckets to the public and to calls without TLS', () => {
		const buckets = stage.ofType('AWS::S3::Bucket')
		expect(buckets.map(({ label }) => label).sort()).toEqual(['Copies/Bucket', 'Raw/AccessLog', 'Raw/Bucket'])
		for (const { properties } of buckets) {
			expect(properties.PublicAccessBlockConfiguration).toEqual({
				BlockPublicAcls: true,
				BlockPublicPolicy: true,
				IgnorePublicAcls: true,
				RestrictPublicBuckets: true,
			})
			expect(properties.BucketEncryption).toBeDefined()
		}
		for (const { properties } of stage.ofType('AWS::S3::BucketPolicy')) {
			expect(properties.PolicyDocument.Statement).toContainEqual(
				expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
			)
		}
	})

	it('keeps bodies 14 days and parked ones 30', () => {
		const raw = stage.ofType('AWS::S3::Bucket').find(({ label }) => label === 'Raw/Bucket')
		const rules: Record<string, never>[] = raw?.properties.LifecycleConfiguration.Rules
		expect(
			rules.filter((rule) => rule.Prefix).map((rule) => [rule.Prefix, rule.ExpirationInDays, rule.Status]),
		).toEqual([
			['raw/', 14, 'Enabled'],
			['mail/', 14, 'Enabled'],
			['parked/', 30, 'Enabled'],
		])
	})

	it('keeps no old versions of copies, so that erasing one erases it', () => {
		const media = stage.ofType('AWS::S3::Bucket').find(({ label }) => label === 'Copies/Bucket')
		expect(media?.properties).not.toHaveProperty('VersioningConfiguration')
		expect(media?.properties).not.toHaveProperty('ObjectLockEnabled')
		const rules: Record<string, never>[] = media?.properties.LifecycleConfiguration.Rules
		expect(rules.filter((rule) => rule.Prefix).map((rule) => [rule.Prefix, rule.ExpirationInDays])).toEqual([
			['media/', 730],
		])
	})

	it('creates secrets without a value', () => {
		const secrets = stage.ofType('AWS::SecretsManager::Secret')
		expect(secrets.map(({ label }) => label).sort()).toEqual(
			['XWebhook', 'MetaWebhook', 'XApi', 'MetaApi', 'Identity', 'Link', 'Address', 'SearchKey'].sort(),
		)
		for (const { properties } of secrets) expect(Object.keys(properties)).toEqual(['Description'])
	})

	it('sends mails by TLS or not at all, without tracking, and hears of every failure', () => {
		const [set] = stage.ofType('AWS::SES::ConfigurationSet')
		expect(set?.properties).toEqual({
			DeliveryOptions: { TlsPolicy: 'REQUIRE' },
			ReputationOptions: { ReputationMetricsEnabled: true },
		})
		const [destination] = stage.ofType('AWS::SES::ConfigurationSetEventDestination')
		expect(destination?.properties.EventDestination.MatchingEventTypes.toSorted()).toEqual([
			'bounce',
			'complaint',
			'deliveryDelay',
			'reject',
		])
		const subscriptions = stage.ofType('AWS::SNS::Subscription').map(({ properties }) => properties)
		for (const properties of subscriptions)
			expect(properties).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true })
		expect(
			subscriptions.map(({ TopicArn, Endpoint }) => [stage.nameOf(TopicArn), stage.nameOf(Endpoint)]).sort(),
		).toEqual([
			['Mail/Events', 'MailEvents/Queue'],
			['MailReceiver/Received', 'MailIn/Queue'],
		])
	})

	it('takes the mails of one domain by TLS or not at all, looked through, into the bucket, by this rule only', () => {
		const [rule, ...others] = stage.ofType('AWS::SES::ReceiptRule')
		expect(others).toEqual([])
		expect(rule?.properties.Rule).toMatchObject({
			Enabled: true,
			ScanEnabled: true,
			TlsPolicy: 'Require',
			Recipients: [{ Ref: 'ReplyDomain' }],
			Actions: [{ S3Action: { ObjectKeyPrefix: 'mail/', TopicArn: expect.anything() } }],
		})
		const statements = stage
			.ofType('AWS::S3::BucketPolicy')
			.flatMap(({ properties }) => properties.PolicyDocument.Statement)
			.filter(({ Principal }: Record<string, Record<string, never>>) => Principal?.Service === 'ses.amazonaws.com')
		expect(statements).toHaveLength(1)
		expect(statements[0]).toMatchObject({
			Effect: 'Allow',
			Action: 's3:PutObject',
			Condition: {
				StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': expect.anything() },
			},
		})
		expect(JSON.stringify(statements[0].Resource)).toContain('/mail/*')
	})

	it('lets SES publish to the topic of mail events, and CloudWatch to that of alarms, from this account only', () => {
		const publishers = stage
			.ofType('AWS::SNS::TopicPolicy')
			.flatMap(({ properties }) =>
				properties.PolicyDocument.Statement.filter((it: { Effect: string }) => it.Effect === 'Allow').map(
					(it: Record<string, never>) => [stage.nameOf(it.Resource), it.Principal, it.Action, it.Condition],
				),
			)
		const account = { Ref: 'AWS::AccountId' }
		expect(publishers).toEqual([
			[
				'Alarms',
				{ Service: 'cloudwatch.amazonaws.com' },
				'sns:Publish',
				{ StringEquals: { 'aws:SourceAccount': account } },
			],
			[
				'Mail/Events',
				{ Service: 'ses.amazonaws.com' },
				'sns:Publish',
				{ StringEquals: { 'AWS:SourceAccount': account, 'AWS:SourceArn': expect.anything() } },
			],
			[
				'MailReceiver/Received',
				{ Service: 'ses.amazonaws.com' },
				'sns:Publish',
				{ StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': expect.anything() } },
			],
		])
	})
})
