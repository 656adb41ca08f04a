package io.symbolon.benchmarks.storage;

import cn.dev33.satoken.SaManager;
import cn.dev33.satoken.config.SaTokenConfig;
import cn.dev33.satoken.dao.SaTokenDaoDefaultImpl;
import cn.dev33.satoken.stp.StpLogic;
import cn.dev33.satoken.stp.parameter.SaLoginParameter;
import io.lettuce.core.RedisClient;

/** Sa-Token with its sessions in Redis. A handle is its token. Any number of sessions a user, as with the others. */
final class SaTokenSystem implements SessionSystem {
    private static final int ANY_NUMBER = -1;

    private final StpLogic logic = new StpLogic("login");
    private final SaTokenRedis dao;

    SaTokenSystem(RedisClient client) {
        dao = new SaTokenRedis(client);
        SaManager.setSaTokenDao(dao);
        SaManager.setSaJsonTemplate(new SaTokenJson());
        logic.setConfig(new SaTokenConfig()
                .setIsPrint(false)
                .setIsLog(false)
                .setIsShare(false)
                .setMaxLoginCount(ANY_NUMBER)
                .setTimeout(Content.IDLE.toSeconds()));
    }

    @Override
    public String create(String subject) {
        SaLoginParameter parameter = logic.createSaLoginParameter();
        Content.CLAIMS.forEach(parameter::setTerminalExtra);
        parameter.setTerminalExtra("ip", Content.IP);
        return logic.createLoginSession(subject, parameter);
    }

    @Override
    public String refresh(String handle) {
        logic.renewTimeout(handle, Content.IDLE.toSeconds());
        return handle;
    }

    @Override
    public int list(String subject) {
        return logic.getTokenValueListByLoginId(subject).size();
    }

    @Override
    public void revoke(String handle) {
        logic.logoutByTokenValue(handle);
    }

    @Override
    public void close() {
        SaManager.setSaTokenDao(new SaTokenDaoDefaultImpl());
        dao.close();
    }
}
