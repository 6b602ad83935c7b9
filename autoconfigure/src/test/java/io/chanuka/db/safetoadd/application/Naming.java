package io.chanuka.db.safetoadd.application;

import java.util.Hashtable;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The naming service of an application server that has one DataSource.
 */
public final class Naming implements InitialContextFactory {

	@Override
	public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
		return new InitialContext(true) {

			@Override
			public Object lookup(String name) {
				return DataSourceBuilder.create()
					.type(SimpleDriverDataSource.class)
					.url("jdbc:postgresql://server.example.com/shop")
					.username("app")
					.password("secret")
					.build();
			}

		};
	}

}
