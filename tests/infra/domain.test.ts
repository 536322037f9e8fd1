import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resources, synthesiseStage } from '../support/synthesised-stage.ts';

const recordType = 'AWS::Route53::RecordSet';
const recordSchema = z.object({
  Properties: z.looseObject({ Name: z.unknown(), Type: z.string(), ResourceRecords: z.unknown().optional() }),
});
const sender = { name: 'Daily Papers', address: 'papers@example.org' };
const zone = { id: 'Z0123456789ABCDEFGHIJ', name: 'example.org' };

const withZone = synthesiseStage('local', {
  sender,
  mailDomain: 'example.org',
  mailFromSubdomain: 'bounce',
  zone,
  web: { domain: 'papers.example.org' },
});
const withoutZone = synthesiseStage('local', {
  sender,
  mailDomain: 'example.org',
  mailFromSubdomain: 'bounce',
});
const withoutDomain = synthesiseStage('local');

const recordsIn = (stage: typeof withZone) =>
  [...resources(stage.state, recordType, recordSchema).values()].map(({ Properties }) => Properties);

describe('a stage with a zone', () => {
  it('proves its mail domain by DKIM, MAIL FROM and DMARC records', () => {
    const records = recordsIn(withZone);

    expect(records.filter(({ Type }) => Type === 'CNAME')).toHaveLength(3);
    expect(records.find(({ Type }) => Type === 'MX')).toMatchObject({
      Name: 'bounce.example.org.',
      ResourceRecords: [
        { 'Fn::Join': ['', ['10 feedback-smtp.', { Ref: 'AWS::Region' }, '.amazonses.com']] },
      ],
    });
    expect(records.filter(({ Type }) => Type === 'TXT')).toMatchObject([
      { Name: 'bounce.example.org.', ResourceRecords: ['"v=spf1 include:amazonses.com ~all"'] },
      { Name: '_dmarc.example.org.', ResourceRecords: ['"v=DMARC1; p=none"'] },
    ]);
  });

  it('leaves a DMARC record alone that is there already', () => {
    const stage = synthesiseStage('local', {
      sender,
      mailDomain: 'example.org',
      zone: { ...zone, dmarc: false },
    });
    expect(recordsIn(stage).map(({ Type }) => Type)).toEqual(['CNAME', 'CNAME', 'CNAME']);
  });

  it('leaves a mail domain alone that another zone answers for', () => {
    const other = { ...zone, name: 'example.net' };
    const stage = synthesiseStage('local', { sender, mailDomain: 'example.org', zone: other });
    expect(recordsIn(stage)).toEqual([]);
  });

  it('serves the page under its own name, with a certificate', () => {
    const { pipeline } = withZone;
    pipeline.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'papers.example.org',
      DomainValidationOptions: [{ DomainName: 'papers.example.org', HostedZoneId: zone.id }],
    });
    pipeline.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'papers.example.org' });
    pipeline.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    pipeline.hasResourceProperties(recordType, { Name: 'papers.example.org.', Type: 'A' });
    pipeline.hasOutput('WebUrl', { Value: 'https://papers.example.org' });
  });
});

describe('a stage with a domain and no zone', () => {
  it('makes no records, and tells those of DKIM', () => {
    withoutZone.state.resourceCountIs(recordType, 0);
    for (const name of ['DkimRecord1', 'DkimRecord2', 'DkimRecord3']) withoutZone.state.hasOutput(name, {});
  });

  it('asks SES for the envelope’s domain', () => {
    withoutZone.state.hasResourceProperties('AWS::SES::EmailIdentity', {
      MailFromAttributes: { MailFromDomain: 'bounce.example.org' },
    });
  });
});

describe('a stage without a domain', () => {
  it('has neither records nor a certificate, and the API’s own address', () => {
    withoutDomain.state.resourceCountIs(recordType, 0);
    for (const type of [recordType, 'AWS::CertificateManager::Certificate', 'AWS::ApiGatewayV2::DomainName'])
      withoutDomain.pipeline.resourceCountIs(type, 0);
    withoutDomain.pipeline.hasOutput('WebUrl', {
      Value: { 'Fn::GetAtt': ['WebApi27F67B01', 'ApiEndpoint'] },
    });
  });

  it('may get one later: the pipeline imports nothing that would change with it', () => {
    const imports = (stage: typeof withZone) =>
      [...JSON.stringify(stage.pipeline.toJSON()).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(
        ([, name]) => name,
      );
    expect(imports(withoutDomain).filter(name => name?.includes('MailIdentity'))).toEqual([]);
    expect(imports(withZone).filter(name => name?.includes('MailIdentity'))).toEqual([]);
  });
});
