import { Logger } from '@aws-lambda-powertools/logger'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { X_CONSUMER_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import { rulesByNetwork } from '#infra/local/practice/networks-server.ts'
import { httpPost, lambdaContext, queueEvent } from '#test/bench/powertools/invocation.ts'
import { PLAIN_TABLES, plainTableInputs } from '#test/bench/powertools/tables.ts'
import { createWebhook } from '#test/bench/powertools/webhook.ts'
import { createPowertoolsWorker } from '#test/bench/powertools/worker.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { type LocalTables, startTables } from '#test/fixtures/vault-tables.ts'
import { started } from '#test/support/started.ts'

const it = test.extend(
	'tables',
	started(
		() => startTables(...plainTableInputs),
		({ stop }) => stop(),
	),
)

const logger = new Logger({ logLevel: 'SILENT' })
const body = JSON.stringify(postDelivery(post()))

const knock = async (given: string, signed = given) => {
	const sent: string[] = []
	const webhook = createWebhook({
		logger,
		readSecret: async () => X_CONSUMER_SECRET,
		send: async (one) => void sent.push(one),
	})
	const { path, headers } = rulesByNetwork.x.signDelivery(signed)
	const { statusCode } = await webhook(httpPost(path, headers, given), lambdaContext)
	return { statusCode, sent }
}

it('queues a delivery that X signed, as it came', async () => {
	expect(await knock(body)).toEqual({ statusCode: 200, sent: [body] })
})

it('refuses a delivery whose bytes differ from what was signed', async () => {
	expect(await knock(`${body} `, body)).toEqual({ statusCode: 401, sent: [] })
})

const open = (tables: LocalTables) =>
	createPowertoolsWorker({
		client: tables.plain,
		tables: PLAIN_TABLES,
		logger,
		metrics: { addMetric: () => undefined, publishStoredMetrics: () => undefined },
	})
const scan = async (tables: LocalTables, TableName: string) =>
	(await tables.client.send(new ScanCommand({ TableName }))).Items

it('files each post once, in one case per author', async ({ tables }) => {
	const later = JSON.stringify(postDelivery(post({ id_str: '2', text: 'und jetzt?' })))
	const other = JSON.stringify(postDelivery(post({ id_str: '3', user: { id_str: '6', screen_name: 'sechs' } })))
	const worker = open(tables)
	for (const bodies of [[body, later, other], [later], [body]])
		expect(await worker(queueEvent(...bodies), lambdaContext)).toEqual({ batchItemFailures: [] })
	expect(await scan(tables, 'Messages')).toHaveLength(3)
	const cases = (await scan(tables, 'Cases'))?.map(({ id, messages }) => [id, messages])
	expect(new Map(cases as [string, number][])).toEqual(
		new Map([
			['x#5001', 2],
			['x#6', 1],
		]),
	)
})

it('refuses a message that is no delivery and files its neighbour', async ({ tables }) => {
	expect(await open(tables)(queueEvent('{}', body), lambdaContext)).toEqual({
		batchItemFailures: [{ itemIdentifier: 'message-0' }],
	})
	expect(await scan(tables, 'Messages')).toHaveLength(1)
})
