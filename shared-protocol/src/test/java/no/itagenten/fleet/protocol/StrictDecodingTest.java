package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not exactly a message is refused with a sentence that names the field; messages here use ' for ". */
class StrictDecodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'heartbeat'}                                                        | 'deviceId' is missing
            {'type':'heartbeat','deviceId':null}                                        | 'deviceId' must not be null
            {'type':'heartbeat','deviceId':7}                                           | 'deviceId' must be a device id
            {'type':'heartbeat','deviceId':'../etc'}                                    | 'deviceId' must be a device id
            {'type':'heartbeat','deviceId':['d']}                                       | 'deviceId' must be a device id
            {'type':'heartbeat','deviceId':'d','timestamp':1734811200}                  | 'timestamp' must be a time such as 2025-12-21T20:00:00Z
            {'type':'heartbeat','deviceId':'d','timestamp':'yesterday'}                 | 'timestamp' must be a time such as 2025-12-21T20:00:00Z
            {'type':'heartbeat','deviceId':'d','timestamp':'2025-02-30T00:00:00Z'}      | 'timestamp' must be a time such as 2025-12-21T20:00:00Z
            {'type':'heartbeat','deviceId':'d','deviceId':'e'}                          | 'deviceId' is there twice
            {'type':'heartbeat','type':'heartbeat','deviceId':'d'}                      | 'type' is there twice
            {'type':'heartbeat','deviceId':'d','new':1,'new':2}                         | 'new' is there twice
            {'type':'heartbeat','deviceId':'d','timestamp':null,'timestamp':null}       | 'timestamp' is there twice
            {'type':'hello','deviceId':'d','agent_version':'1'}                         | 'protocol' is missing
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':'1'}          | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1.5}          | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':true}         | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':2147483648}   | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1e999999999}  | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1e99999999999} | 'protocol' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':0}            | protocol must be at least 1
            {'type':'hello','deviceId':'d','agent_version':'','protocol':1}             | agent_version must have 1 to 100 characters
            {'type':'hello','deviceId':'d','agent_version':1,'protocol':1}              | 'agent_version' must be a string
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':[]} | 'facts' must be an object
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'os':1}} | 'facts.os' must be a string
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'os':'a','os':'b'}} | 'facts.os' is there twice
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'disks':{}}} | 'facts.disks' must be a list
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'disks':[{'mount':'/','type':'ext4','total_bytes':1}]}} | 'facts.disks[0].used_bytes' is missing
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'disks':[{'mount':'','type':'ext4','total_bytes':1,'used_bytes':1}]}} | mount must have 1 to 255 characters
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'disks':[{'mount':'/','type':'ext4','total_bytes':0.5,'used_bytes':1}]}} | 'facts.disks[0].total_bytes' must be a whole number
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'addresses':[{'interface':'eth0','addresses':'10.0.0.1'}]}} | 'facts.addresses[0].addresses' must be a list
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'addresses':[{'interface':'eth0','addresses':[null]}]}} | 'facts.addresses[0].addresses[0]' must be a string
            {'type':'hello','deviceId':'d','agent_version':'1','protocol':1,'facts':{'addresses':[{'interface':'eth0','addresses':['0123456789012345678901234567890123456789012345']}]}} | address must have 1 to 45 characters
            {'type':'logs','deviceId':'d','stream':'s','batch':1.5,'entries':[]}        | 'batch' must be a whole number
            {'type':'logs','deviceId':'d','stream':'s','batch':9223372036854775808,'entries':[]} | 'batch' must be a whole number
            {'type':'logs','deviceId':'d','stream':'s','batch':0,'entries':[]}          | batch must be at least 1
            {'type':'logs','deviceId':'d','stream':'s','batch':1,'dropped':-1,'entries':[]} | dropped must be at least 0
            {'type':'logs','deviceId':'d','stream':'s','batch':1,'entries':{}}          | 'entries' must be a list
            {'type':'logs','deviceId':'d','stream':'s','batch':1,'entries':null}        | 'entries' must not be null
            {'type':'logs','deviceId':'d','stream':'s','batch':1,'entries':[null]}      | 'entries[0]' must be an object
            {'type':'logs','deviceId':'d','stream':'s','batch':1,'entries':[{'level':'info','message':''},{'level':'info'}]} | 'entries[1].message' is missing
            {'type':'log','deviceId':'d','level':'loud','message':'m'}                  | 'level' must be debug, info, warn or error
            {'type':'log','deviceId':'d','level':'info','message':false}                | 'message' must be a string
            {'type':'status','deviceId':'d','system':{'cpu_percent':'45'}}              | 'system.cpu_percent' must be a number
            {'type':'status','deviceId':'d','system':{'cpu_percent':1e999}}             | 'system.cpu_percent' must be a number
            {'type':'status','deviceId':'d','system':{'uptime':0.5}}                    | 'system.uptime' must be a whole number
            {'type':'status','deviceId':'d','services':[{'name':'a','state':7}]}        | 'services[0].state' must be a string
            {'type':'result','deviceId':'d','commandId':'c','state':'done','message':'m'} | 'state' must be one of queued, delivered, running, waiting, succeeded, failed, rolled_back, timed_out, rejected, canceled, expired
            {'type':'result','deviceId':'d','commandId':'c','state':'FAILED','message':'m'} | 'state' must be one of queued, delivered, running, waiting, succeeded, failed, rolled_back, timed_out, rejected, canceled, expired
            {'type':'result','deviceId':'d','commandId':'c','state':'running','message':'m'} | a result is succeeded, failed, rolled_back, rejected, canceled or expired, not running
            {'type':'progress','deviceId':'d','commandId':'c','state':'failed','phase':'p'} | progress is running or waiting; an end is told by a result
            {'type':'config','deviceId':'d','revision':1,'values':{'a':'1','a':'2'}}    | 'values' has a name twice
            {'type':'config','deviceId':'d','revision':1,'values':{'a':1}}              | 'values.a' must be a string
            {'type':'config','deviceId':'d','revision':1,'values':{'a':null}}           | 'values.a' must be a string
            {'type':'config','deviceId':'d','revision':1,'values':[]}                   | 'values' must be an object
            """)
    void namesTheFieldThatIsWrong(String message, String complaint) {
        assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(json(message)))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "'text'",
                "[]",
                "[{'type':'heartbeat','deviceId':'d'}]",
                "{",
                "{}",
                "{'type':null,'deviceId':'d'}",
                "{'type':7,'deviceId':'d'}",
                "{'type':['heartbeat'],'deviceId':'d'}",
                "{'deviceId':'d'}",
                "{'type':'heartbeat','deviceId':'d'",
                "{'type':'heartbeat','deviceId':'d'}x",
                "{'type':'heartbeat','deviceId':'d'} {}",
                "{'type':'heartbeat','deviceId':'d'},",
                "{'type':'heartbeat','deviceId':'d',}",
                "{'type':'heartbeat','deviceId':'d','new':}",
                "{'type':'heartbeat','deviceId':'d','new':[1,]}",
                "{'type':'heartbeat','deviceId':'d' /* c */}",
                "{'type':'heartbeat','deviceId':'d'} // c",
                "# c\n{'type':'heartbeat','deviceId':'d'}",
                "{type:'heartbeat','deviceId':'d'}",
                "{'type':heartbeat,'deviceId':'d'}",
                "{'type'='heartbeat','deviceId':'d'}",
                "{'type':'heartbeat';'deviceId':'d'}",
                ")]}'\n{'type':'heartbeat','deviceId':'d'}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':NaN}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':Infinity}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':-Infinity}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':01}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':+1}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':.5}}",
                "{'type':'status','deviceId':'d','system':{'cpu_percent':0x10}}",
                "{'type':'heartbeat','deviceId':'d','new':TRUE}",
                "{'type':'heartbeat','deviceId':'\\q'}",
                "{'type':'heartbeat','deviceId':'\\u12'}",
                "{'type':'heartbeat','deviceId':'\\uzzzz'}",
                "{'type':'log','deviceId':'d','level':'info','message':'a\nb'}",
                "{'type':'log','deviceId':'d','level':'info','message':'a\u0000b'}",
            })
    void refusesWhatIsNotOneJsonObjectWithAType(String message) {
        assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage(json(message)))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesSingleQuotes() {
        assertThatThrownBy(() -> MessageCodec.decodeDeviceMessage("{'type':'heartbeat','deviceId':'d'}"))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage("not valid JSON");
    }

    @Test
    void ignoresFieldsItDoesNotKnow() throws ProtocolException {
        String message = json("{'new':{'a':[1,{'b':null}]},'deviceId':'d','also':[],'type':'heartbeat'}");

        assertThat(MessageCodec.decodeDeviceMessage(message))
                .isEqualTo(new Heartbeat(new DeviceId("d"), Optional.empty()));
    }

    @Test
    void takesNullForAnOptionalField() throws ProtocolException {
        assertThat(MessageCodec.decodeDeviceMessage(json("{'type':'heartbeat','deviceId':'d','timestamp':null}")))
                .isEqualTo(new Heartbeat(new DeviceId("d"), Optional.empty()));
    }

    @Test
    void takesAWholeNumberInAnyNotation() throws ProtocolException {
        assertThat(MessageCodec.decodeDeviceMessage(
                        json("{'type':'logs','deviceId':'d','stream':'s','batch':1.20e1,'entries':[]}")))
                .extracting(message -> ((LogBatch) message).batch())
                .isEqualTo(12L);
    }

    @Test
    void tellsAnUnknownTypeFromNonsense() {
        assertThatThrownBy(() -> MessageCodec.decodeServerMessage(json("{'type':'teleport','commandId':'c'}")))
                .isExactlyInstanceOf(UnknownTypeException.class)
                .hasMessage("unknown message type 'teleport'");
        assertThatThrownBy(() -> MessageCodec.decodeServerMessage(json("{'type':'teleport','commandId':}")))
                .isExactlyInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> MessageCodec.decodeServerMessage(json("{'type':'teleport'}{}")))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void doesNotTakeTheOtherDirectionsMessages() {
        assertThat(catchThrowable(() -> MessageCodec.decodeServerMessage(json("{'type':'heartbeat','deviceId':'d'}"))))
                .isInstanceOf(UnknownTypeException.class);
        assertThat(catchThrowable(() -> MessageCodec.decodeDeviceMessage(json("{'type':'restart','commandId':'c'}"))))
                .isInstanceOf(UnknownTypeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'restart','commandId':'c','service':'--now'}              | a service name is 1 to 128 letters, digits or one of _ . @ : - and does not begin with '-'
            {'type':'update','commandId':'c','branch':'--upload-pack=x'}      | not a usable name of a git branch or tag
            {'type':'update','commandId':'c','tag':'a..b'}                    | not a usable name of a git branch or tag
            {'type':'update','commandId':'c','commit':'HEAD'}                 | a commit is named by 7 to 64 hexadecimal digits
            {'type':'update','commandId':'c','branch':'main','tag':'v1'}      | name a branch, a tag or a commit, not several of them
            {'type':'config','revision':-1,'values':{}}                       | revision must be at least 0
            {'type':'welcome','deviceId':'d','protocol':1,'server_version':'1'} | 'timestamp' is missing
            """)
    void namesWhatIsWrongInTheServersMessages(String message, String complaint) {
        assertThatThrownBy(() -> MessageCodec.decodeServerMessage(json(message)))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessage(complaint);
    }

    private static String json(String message) {
        return message.replace('\'', '"');
    }
}
