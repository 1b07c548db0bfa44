// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of CloudFormation
import { describe, expect, it } from 'vitest'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'

const fn = (role: string) => ({
	Type: 'AWS::Lambda::Function',
	Properties: {
		Code: { S3Key: 'd00d.zip' },
		Handler: 'index.handler',
		Role: { 'Fn::GetAtt': [role, 'Arn'] },
		Timeout: 9,
		MemorySize: 512,
		Environment: { Variables: { QUEUE: { Ref: 'Jobs' }, TABLE: { Ref: 'Facts' } } },
	},
})

const allow = (Action: readonly string[], attribute: readonly string[]) => ({
	Effect: 'Allow',
	Action,
	Resource: { 'Fn::GetAtt': attribute },
})
const streamRights = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
	(name) => `dynamodb:${name}`,
)
const permission = (Principal: string, SourceArn: unknown) => ({
	Type: 'AWS::Lambda::Permission',
	Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Worker' }, Principal, SourceArn },
})

const template = {
	Resources: {
		Facts: {
			Type: 'AWS::DynamoDB::GlobalTable',
			Properties: {
				AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
				KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
				StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
			},
		},
		Dead: { Type: 'AWS::SQS::Queue' },
		Jobs: {
			Type: 'AWS::SQS::Queue',
			Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 4 } },
		},
		WorkerRole: { Type: 'AWS::IAM::Role', Properties: {} },
		WorkerPolicy: {
			Type: 'AWS::IAM::Policy',
			Properties: {
				Roles: [{ Ref: 'WorkerRole' }],
				PolicyDocument: {
					Statement: [
						allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], ['Jobs', 'Arn']),
						allow(streamRights, ['Facts', 'StreamArn']),
						allow(['sqs:SendMessage'], ['Dead', 'Arn']),
					],
				},
			},
		},
		DeskMayCall: permission('apigateway.amazonaws.com', {
			'Fn::Sub': 'arn:aws:execute-api:eu-central-1:000000000000:${Desk}/*/*',
		}),
		RuleMayCall: permission('events.amazonaws.com', { 'Fn::GetAtt': ['Rule', 'Arn'] }),
		Worker: fn('WorkerRole'),
		FromJobs: {
			Type: 'AWS::Lambda::EventSourceMapping',
			Properties: {
				FunctionName: { Ref: 'Worker' },
				EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
				FunctionResponseTypes: ['ReportBatchItemFailures'],
				ScalingConfig: { MaximumConcurrency: 2 },
			},
		},
		FromFacts: {
			Type: 'AWS::Lambda::EventSourceMapping',
			Properties: {
				FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] },
				EventSourceArn: { 'Fn::GetAtt': ['Facts', 'StreamArn'] },
				StartingPosition: 'TRIM_HORIZON',
				MaximumRetryAttempts: 5,
				BisectBatchOnFunctionError: true,
				DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
			},
		},
		Off: {
			Type: 'AWS::Lambda::EventSourceMapping',
			Properties: {
				FunctionName: { Ref: 'Worker' },
				EventSourceArn: { 'Fn::GetAtt': ['Dead', 'Arn'] },
				Enabled: false,
			},
		},
		Rule: {
			Type: 'AWS::Events::Rule',
			Properties: {
				ScheduleExpression: 'rate(5 minutes)',
				Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
			},
		},
		Nightly: {
			Type: 'AWS::Scheduler::Schedule',
			Properties: {
				ScheduleExpression: 'rate(1 day)',
				Target: { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Input: '{"deep":true}' },
			},
		},
		Desk: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
		ToWorker: {
			Type: 'AWS::ApiGatewayV2::Integration',
			Properties: {
				IntegrationType: 'AWS_PROXY',
				IntegrationUri: { 'Fn::GetAtt': ['Worker', 'Arn'] },
				PayloadFormatVersion: '2.0',
			},
		},
		Route: {
			Type: 'AWS::ApiGatewayV2::Route',
			Properties: {
				ApiId: { Ref: 'Desk' },
				RouteKey: 'GET /api/cases/{id}',
				Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ToWorker' }]] },
				AuthorizationType: 'JWT',
				AuthorizerId: { Ref: 'Tokens' },
				AuthorizationScopes: ['hilft/desk'],
			},
		},
		Tokens: {
			Type: 'AWS::ApiGatewayV2::Authorizer',
			Properties: {
				ApiId: { Ref: 'Desk' },
				AuthorizerType: 'JWT',
				IdentitySource: ['$request.header.Authorization'],
				JwtConfiguration: { Issuer: 'https://issuer.example', Audience: { 'Fn::Split': [',', 'client,us'] } },
			},
		},
		Stage: {
			Type: 'AWS::ApiGatewayV2::Stage',
			Properties: { ApiId: { Ref: 'Desk' }, AccessLogSettings: { Format: '$context.status' } },
		},
		Rest: {
			Type: 'AWS::ApiGatewayV2::Route',
			Properties: { ApiId: { Ref: 'Desk' }, RouteKey: '$default', Target: 'integrations/ToWorker' },
		},
	},
}
const paths = new Map([
	['Worker', '/stack/OutboundX/Function/Resource'],
	['Desk', '/stack/desk/Resource'],
])
const system = systemOf([stackOf('stack', template, paths)], { assemblyDirectory: '/out', parameters: {} })

describe('the system of a template', () => {
	it('has the functions with bundle, variables and role', () => {
		expect(system.functions).toEqual([
			{
				name: 'Worker',
				label: 'outbound-x',
				codeDirectory: '/out/asset.d00d',
				handler: 'index.handler',
				environment: {
					QUEUE: 'https://sqs.eu-central-1.amazonaws.com/000000000000/stack-Jobs',
					TABLE: 'stack-Facts',
				},
				timeoutSeconds: 9,
				memoryMegabytes: 512,
				role: 'WorkerRole',
			},
		])
	})

	it('has the enabled mappings by kind', () => {
		expect(system.queueMappings).toMatchObject([
			{
				function: 'Worker',
				queueArn: 'arn:aws:sqs:eu-central-1:000000000000:stack-Jobs',
				batchSize: 10,
				maximumConcurrency: 2,
			},
		])
		expect(system.streamMappings).toMatchObject([
			{
				function: 'Worker',
				tableName: 'stack-Facts',
				batchSize: 100,
				maximumRetryAttempts: 5,
				maximumRecordAgeSeconds: -1,
				bisectsOnError: true,
				failureQueueArn: 'arn:aws:sqs:eu-central-1:000000000000:stack-Dead',
			},
		])
	})

	it('has schedules of both kinds, with their input', () => {
		expect(system.schedules).toEqual([
			{ name: 'Rule', function: 'Worker', expression: 'rate(5 minutes)' },
			{ name: 'Nightly', function: 'Worker', expression: 'rate(1 day)', input: { deep: true } },
		])
	})

	it('has the routes of each HTTP API', () => {
		expect(system.httpApis).toEqual([
			{
				name: 'Desk',
				label: 'desk',
				routes: [
					{
						method: 'GET',
						path: '/api/cases/{id}',
						function: 'Worker',
						authorizer: { issuer: 'https://issuer.example', audiences: ['client', 'us'], scopes: ['hilft/desk'] },
					},
					{ method: 'ANY', path: '/{proxy+}', function: 'Worker' },
				],
				accessLogFormat: '$context.status',
			},
		])
	})

	it('has queues with the redrive policy resolved', () => {
		expect(system.queues.find(({ name }) => name === 'stack-Jobs')?.attributes).toEqual({
			RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:000000000000:stack-Dead","maxReceiveCount":4}',
		})
	})

	it.each([
		['DeskMayCall', 'the route GET /api/cases/{id} may not call Worker'],
		['RuleMayCall', 'the rule Rule may not call Worker'],
		['WorkerPolicy', 'Worker may not sqs:ReceiveMessage on its event source'],
	])('refuses a template that would not work in AWS for want of %s', (missing, problem) => {
		const resources = Object.entries(template.Resources).filter(([logicalId]) => logicalId !== missing)
		const stack = stackOf('stack', { Resources: Object.fromEntries(resources) }, paths)
		expect(() => systemOf([stack], { assemblyDirectory: '', parameters: {} })).toThrow(problem)
	})

	it.each([
		['another type', { AuthorizerType: 'REQUEST' }],
		['another place for the token', { IdentitySource: ['$request.querystring.token'] }],
		['no audience', { JwtConfiguration: { Issuer: 'https://issuer.example', Audience: [] } }],
		['an issuer that is no address', { JwtConfiguration: { Issuer: 'issuer', Audience: ['us'] } }],
	])('refuses an authorizer of %s, which it could not play', (_, change) => {
		const { Tokens } = template.Resources
		const changed = { ...Tokens, Properties: { ...Tokens.Properties, ...change } }
		const stack = stackOf('stack', { Resources: { ...template.Resources, Tokens: changed } }, paths)
		expect(() => systemOf([stack], { assemblyDirectory: '', parameters: {} })).toThrow()
	})

	it('refuses two stacks that name a function alike', () => {
		const twice = [stackOf('one', template), stackOf('two', template)]
		expect(() => systemOf(twice, { assemblyDirectory: '', parameters: {} })).toThrow('WorkerRole')
	})
})
