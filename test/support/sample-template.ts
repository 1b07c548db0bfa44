// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of CloudFormation and IAM
import type { System } from '#infra/local/cloud/model/system.ts'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'

const att = (logicalId: string, name = 'Arn') => ({ 'Fn::GetAtt': [logicalId, name] })
const below = (logicalId: string, rest: string) => ({ 'Fn::Join': ['', [att(logicalId), rest]] })
const allow = (Action: string | string[], Resource: unknown, Condition?: unknown) => ({
	Effect: 'Allow',
	Action,
	Resource,
	Condition,
})

const role = (name: string, statements: readonly unknown[]) => ({
	[`${name}Role`]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
	[`${name}Policy`]: {
		Type: 'AWS::IAM::Policy',
		Properties: { PolicyDocument: { Statement: statements }, Roles: [{ Ref: `${name}Role` }] },
	},
	[name]: {
		Type: 'AWS::Lambda::Function',
		Properties: { Code: { S3Key: 'abc.zip' }, Handler: 'index.handler', Role: att(`${name}Role`) },
	},
})

/** `Writer` may write, send and encrypt under a condition; `Reader` may read, decrypt, send mail; nobody may delete. */
const resources = {
	Facts: {
		Type: 'AWS::DynamoDB::GlobalTable',
		Properties: {
			AttributeDefinitions: [
				{ AttributeName: 'id', AttributeType: 'S' },
				{ AttributeName: 'shard', AttributeType: 'S' },
			],
			KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
			GlobalSecondaryIndexes: ['list', 'secret'].map((IndexName) => ({
				IndexName,
				KeySchema: [{ AttributeName: 'shard', KeyType: 'HASH' }],
				Projection: { ProjectionType: 'KEYS_ONLY' },
			})),
			StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
			TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
			Replicas: [{ Region: { Ref: 'AWS::Region' } }],
		},
	},
	Heads: {
		Type: 'AWS::DynamoDB::Table',
		Properties: {
			AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
			KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
		},
	},
	Dead: { Type: 'AWS::SQS::Queue', Properties: {} },
	Jobs: {
		Type: 'AWS::SQS::Queue',
		Properties: {
			VisibilityTimeout: 2,
			RedrivePolicy: { deadLetterTargetArn: att('Dead'), maxReceiveCount: 5 },
		},
	},
	Raw: {
		Type: 'AWS::S3::Bucket',
		Properties: {
			LifecycleConfiguration: {
				Rules: [
					{ Prefix: 'raw/', ExpirationInDays: 14, Status: 'Enabled' },
					{ Prefix: 'parked/', ExpirationInDays: 1, Status: 'Disabled' },
				],
			},
		},
	},
	VaultKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } },
	XWebhook: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
	Other: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
	MailEvents: { Type: 'AWS::SNS::Topic', Properties: {} },
	MailEventsToJobs: {
		Type: 'AWS::SNS::Subscription',
		Properties: { Protocol: 'sqs', TopicArn: { Ref: 'MailEvents' }, Endpoint: att('Jobs'), RawMessageDelivery: true },
	},
	Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: { Ref: 'MailDomain' } } },
	Tracked: { Type: 'AWS::SES::ConfigurationSet', Properties: {} },
	Level: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/hilft/level', Value: 'calm', Type: 'String' } },
	...role('Writer', [
		allow(['dynamodb:PutItem', 'dynamodb:BatchGetItem'], att('Facts')),
		allow(['dynamodb:ConditionCheckItem'], att('Heads')),
		allow('sqs:SendMessage', att('Jobs')),
		allow(['s3:PutObject', 's3:GetObject'], below('Raw', '/raw/*')),
		allow('kms:GenerateDataKey', att('VaultKey'), { StringEquals: { 'kms:EncryptionContext:purpose': 'vault' } }),
		{ ...allow('dynamodb:PutItem', att('Heads')), Effect: 'Deny' },
		allow('dynamodb:PutItem', '*'),
	]),
	...role('Reader', [
		allow(['dynamodb:GetItem', 'dynamodb:Query'], att('Facts')),
		allow('dynamodb:Query', below('Facts', '/index/list')),
		allow(['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'], att('Facts', 'StreamArn')),
		allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], att('Jobs')),
		allow('kms:Decrypt', att('VaultKey')),
		allow('secretsmanager:GetSecretValue', { Ref: 'XWebhook' }),
		allow('ssm:GetParameter', {
			'Fn::Sub': 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${Level}',
		}),
		allow('ses:SendRawEmail', { 'Fn::Sub': 'arn:aws:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailDomain}' }),
	]),
}

const sampleTemplate = { Parameters: { MailDomain: { Type: 'String' } }, Resources: resources }

/** A small system of every kind of part, for tests of the local run. */
export const sampleSystem = (): System =>
	systemOf([stackOf('sample', sampleTemplate)], {
		assemblyDirectory: '/nowhere',
		parameters: { MailDomain: 'hilft.example' },
	})

export const sampleSecrets = { XWebhook: '{"consumerSecrets":["local-x-secret"]}', Other: '{"key":"local-other"}' }
