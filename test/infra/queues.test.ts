import { describe, expect, it } from 'vitest'
import { recordFilter } from '#infra/local/cloud/event-sources/poll-stream.ts'
import { DEMAND_MARK } from '#shared/kernel/demand-mark.ts'
import { QUEUE_NAMES, QUEUES } from '#shared/kernel/queues.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const stage = synthesisedStage('prod')
const queues = stage.ofType('AWS::SQS::Queue')
const LAST_STOPS = /DeadLetters$|^(Dispatch|Search|Project)Failures$/
const functionNamed = (name: string) => stage.ofType('AWS::Lambda::Function').find(({ label }) => label === name)
const mappings = stage.ofType('AWS::Lambda::EventSourceMapping')
const alarms = stage.ofType('AWS::CloudWatch::Alarm')

/** `metric of queue` for every alarm on a queue. */
const watched = alarms
	.filter(({ properties }) => properties.Namespace === 'AWS/SQS')
	.map(
		({ properties }) =>
			`${properties.MetricName} of ${stage.nameOf(properties.Dimensions[0].Value['Fn::GetAtt'][0] && { Ref: properties.Dimensions[0].Value['Fn::GetAtt'][0] })}`,
	)

describe('the queues', () => {
	it('are those of the table and a failure queue of each stream', () => {
		expect(
			queues
				.map(({ label }) => label)
				.filter((label) => !label.endsWith('DeadLetters'))
				.sort(),
		).toEqual(
			[
				'Deliveries',
				'DeskCommands',
				'Erasures',
				'FactCommands',
				'Hints',
				'HouseCommands',
				'Looks',
				'MailCommands',
				'MailEvents',
				'MailIn',
				'MailRetries',
				'Media',
				'OutboundMail',
				'OutboundMeta',
				'OutboundX',
				'PageCommands',
				'SearchCases',
			]
				.map((name) => `${name}/Queue`)
				.concat('DispatchFailures', 'SearchFailures', 'ProjectFailures')
				.sort(),
		)
	})

	it('each have dead letters of their own, kept 14 days', () => {
		for (const { label, properties } of queues) {
			expect(properties.MessageRetentionPeriod).toBe(1_209_600)
			if (LAST_STOPS.test(label)) continue
			expect(stage.nameOf(properties.RedrivePolicy.deadLetterTargetArn)).toBe(label.replace('Queue', 'DeadLetters'))
			expect(properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5)
		}
	})

	it('alarm when something dies, when something waits, and when the stream gives up', () => {
		for (const { label } of queues) {
			const metric = LAST_STOPS.test(label) ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage'
			expect(watched).toContain(`${metric} of ${label}`)
		}
	})

	it('are encrypted at rest and on the way', () => {
		const secured = stage
			.ofType('AWS::SQS::QueuePolicy')
			.filter(({ properties }) =>
				properties.PolicyDocument.Statement.some(
					(it: Record<string, never>) =>
						it.Effect === 'Deny' && JSON.stringify(it.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
				),
			)
			.flatMap(({ properties }) => properties.Queues.map(stage.nameOf))
		for (const { label, properties } of queues) {
			expect(properties.SqsManagedSseEnabled).toBe(true)
			expect(secured).toContain(label)
		}
	})
})

describe('the mappings', () => {
	const ofQueues = mappings.filter(({ properties }) => properties.ScalingConfig)

	it('let each queue be worked by its function', () => {
		const pairs = ofQueues.map(({ properties }) => [
			stage.nameOf(properties.EventSourceArn),
			stage.nameOf(properties.FunctionName),
		])
		expect(Object.fromEntries(pairs)).toEqual({
			'Deliveries/Queue': 'worker',
			'PageCommands/Queue': 'worker',
			'MailCommands/Queue': 'worker',
			'DeskCommands/Queue': 'worker',
			'HouseCommands/Queue': 'worker',
			'FactCommands/Queue': 'worker',
			'MailRetries/Queue': 'mail-in',
			'Erasures/Queue': 'erasure',
			'Hints/Queue': 'dispatch',
			'OutboundX/Queue': 'outbound-x',
			'OutboundMeta/Queue': 'outbound-meta',
			'OutboundMail/Queue': 'outbound-mail',
			'MailEvents/Queue': 'mail-events',
			'MailIn/Queue': 'mail-in',
			'Media/Queue': 'media',
			'SearchCases/Queue': 'search',
			'Looks/Queue': 'reconcile',
		})
	})

	it('tell each function the ARNs of exactly the queues it works', () => {
		for (const { label, properties } of stage.ofType('AWS::Lambda::Function')) {
			const told = Object.entries(properties.Environment.Variables)
				.filter(([name]) => name.endsWith('_QUEUE_ARN'))
				.map(([name, arn]) => [name, stage.nameOf(arn as string)])
			const works = QUEUE_NAMES.filter((name) => QUEUES[name].worker === label)
			expect([label, told.sort()]).toEqual([label, works.map((name) => [QUEUES[name].arn, `${name}/Queue`]).sort()])
		}
	})

	it('hide a message for at least six times as long as its function may run', () => {
		for (const { properties } of ofQueues) {
			const queue = queues.find(({ label }) => label === stage.nameOf(properties.EventSourceArn))
			const worker = functionNamed(stage.nameOf(properties.FunctionName))
			expect(queue?.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker?.properties.Timeout)
		}
	})

	it('let single messages fail, and limit how many calls run at once', () => {
		for (const { properties } of ofQueues) {
			expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
			expect(properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2)
		}
		for (const { properties } of stage.ofType('AWS::Lambda::Function')) {
			expect(properties.ReservedConcurrentExecutions).toBeUndefined()
		}
	})

	it('read the streams from their oldest records, and give nothing up in silence', () => {
		const ofStreams = mappings.filter(({ properties }) => properties.StartingPosition)
		for (const { properties } of ofStreams) {
			expect(properties).toMatchObject({
				StartingPosition: 'TRIM_HORIZON',
				BisectBatchOnFunctionError: true,
				MaximumRetryAttempts: 5,
				FunctionResponseTypes: ['ReportBatchItemFailures'],
			})
		}
		const failuresOf = Object.fromEntries(
			ofStreams.map(({ properties }) => [
				stage.nameOf(properties.FunctionName),
				stage.nameOf(properties.DestinationConfig.OnFailure.Destination),
			]),
		)
		expect(failuresOf).toEqual({ dispatch: 'DispatchFailures', project: 'ProjectFailures', search: 'SearchFailures' })
	})

	it('have dispatch hear of facts that demand something, and of every change and removal', () => {
		const [mapping] = mappings.filter(
			({ properties }) => properties.StartingPosition && stage.nameOf(properties.FunctionName) === 'dispatch',
		)
		expect(mapping?.properties.ParallelizationFactor).toBe(10)
		const filters: readonly { readonly Pattern: string }[] = mapping?.properties.FilterCriteria.Filters
		const passes = recordFilter(filters.map(({ Pattern }) => Pattern))
		const Keys = { caseId: { S: 'case_1' }, version: { N: '1' } }
		const demanding = { ...Keys, demand: { S: DEMAND_MARK } }
		expect(passes({ eventName: 'INSERT', dynamodb: { Keys, NewImage: demanding } })).toBe(true)
		expect(passes({ eventName: 'INSERT', dynamodb: { Keys, NewImage: Keys } })).toBe(false)
		expect(passes({ eventName: 'MODIFY', dynamodb: { Keys, NewImage: Keys } })).toBe(true)
		expect(passes({ eventName: 'REMOVE', dynamodb: { Keys } })).toBe(true)
	})

	it('have project hear once a second of facts by which a list of the queue moves', () => {
		const [mapping] = mappings.filter(
			({ properties }) => properties.StartingPosition && stage.nameOf(properties.FunctionName) === 'project',
		)
		expect(mapping?.properties).toMatchObject({ MaximumBatchingWindowInSeconds: 1, ParallelizationFactor: 1 })
		const filters: readonly { readonly Pattern: string }[] = mapping?.properties.FilterCriteria.Filters
		const passes = recordFilter(filters.map(({ Pattern }) => Pattern))
		const Keys = { caseId: { S: 'case_1' }, version: { N: '1' } }
		const moving = { ...Keys, moves: { S: 'house.all' } }
		expect(passes({ eventName: 'INSERT', dynamodb: { Keys, NewImage: moving } })).toBe(true)
		expect(passes({ eventName: 'INSERT', dynamodb: { Keys, NewImage: Keys } })).toBe(false)
	})

	it.each([
		['sweep', 'rate(1 minute)'],
		['reconcile', 'rate(1 hour)'],
		['search', 'rate(1 hour)'],
	])('call %s by %s', (name, expression) => {
		const rules = stage.ofType('AWS::Events::Rule')
		const rule = rules.find(({ properties }) => stage.nameOf(properties.Targets[0].Arn) === name)
		expect(rule?.properties).toMatchObject({ ScheduleExpression: expression, State: 'ENABLED' })
	})
})
